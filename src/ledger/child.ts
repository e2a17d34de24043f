import { text } from "node:stream/consumers";
import { z } from "zod";
import { Refusal } from "../errors.ts";
import { checkLedger } from "./check.ts";
import { makeLedger } from "./make.ts";
import { CheckOrder, ExportOrder } from "./orders.ts";

const Order = z.discriminatedUnion("kind", [ExportOrder, CheckOrder]);

/** Does one order that is given on the standard input; says on the last line what came of it, or why it was refused. */
async function work(): Promise<object> {
  const order = Order.parse(JSON.parse(await text(process.stdin)));
  try {
    return { made: order.kind === "check" ? await checkLedger(order) : await makeLedger(order) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message };
    throw error;
  }
}

console.log(JSON.stringify(await work()));
