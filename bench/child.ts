import { spawn } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import { bundled } from "./bundled.ts";

const Ready = z.object({
  url: z.string(),
  ahead: z.number(),
  cards: z.array(
    z.object({ openId: z.string(), messageId: z.string(), taskId: z.string(), rev: z.number() }),
  ),
});
export type Child = z.infer<typeof Ready> & AsyncDisposable;

/** As `npm start` does. */
const FLAGS = ["--max-semi-space-size=8"];

/** A server in a process of its own, so that neither side sits in the load's event loop. */
export async function startServer(kind: "sdk" | "gate" | "bot", database = "", units = 200): Promise<Child> {
  using built = await bundled("server");
  const child = spawn(process.execPath, [...FLAGS, built.file, kind, database, String(units)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const line = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const found = said.split("\n").find((each) => each.startsWith('{"url"') && each.endsWith("}"));
      if (found) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  const ready = Ready.parse(JSON.parse(line));
  return {
    ...ready,
    [Symbol.asyncDispose]: async () => {
      child.removeAllListeners("exit");
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}
