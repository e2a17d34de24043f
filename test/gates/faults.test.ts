import { spawn } from "node:child_process";
import { expect } from "chai";
import { STORES } from "../stores.ts";
import { runSeed } from "../sim/run.ts";
import { openTemplate } from "../sim/template.ts";
import { processOf } from "../commands.ts";

type Ended = { code: number | null; said: string };

/** One of the long runs, as an operator starts it, cut short. */
function run(main: string, ...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [...processOf(main), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => void (said += chunk.toString()));
  return new Promise((resolve) => child.once("exit", (code) => resolve({ code, said })));
}

const good = ({ code, said }: Ended) => expect(code, said.slice(-2_000)).to.equal(0);

describe("the bot among faults", () => {
  let simulated: Promise<Ended>;
  before(() => {
    simulated = run("test/sim/main", "--seeds", "300");
  });

  for (const { name } of STORES) {
    it(`loses nothing and doubles nothing when it is killed 20 times on ${name}`, async () => {
      good(await run("test/kills/main", "--store", name.toLowerCase(), "--kills", "20"));
    }).timeout(300_000);
  }

  it("keeps every promise on 300 mornings of simulated faults", async () => {
    good(await simulated);
  }).timeout(420_000);

  it("lives through one seed twice in exactly the same way", async () => {
    const template = await openTemplate();
    const once = await runSeed(template, 42);
    const twice = await runSeed(template, 42);
    template.drop();
    expect(twice.fingerprint).to.equal(once.fingerprint);
    expect(once.wrong).to.deep.equal([]);
  }).timeout(60_000);
});
