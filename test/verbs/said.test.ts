import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readHouse } from "../../src/house.ts";
import { MAIN } from "../commands.ts";

const SECRET = "verbs-app-secret-1";
const PASSWORD = "verbs-Pa55word-1";

/** Runs a verb as an operator does; everything it said. */
const run = (verb: string, env: Record<string, string>): Promise<{ code: number; said: string }> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...MAIN, verb],
      { env: { PATH: process.env["PATH"] ?? "", ...env }, timeout: 30_000 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, said: stdout + stderr }),
    );
  });

describe("what a verb says when things go wrong", () => {
  const dir = mkdtempSync(join(tmpdir(), "duban-verbs-"));
  after(() => rmSync(dir, { recursive: true, force: true }));
  let server: Server;
  let domain = "";

  /** Says back whatever it was sent, as some gateways do. */
  before(async () => {
    server = createServer((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
      request.on("end", () => {
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify({ code: 10014, msg: `refused: ${body}` }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    domain = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  });
  after(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  const settings = (more: Record<string, string>) => ({
    FEISHU_APP_ID: "cli_a0b1c2d3e4f50617",
    FEISHU_APP_SECRET: SECRET,
    FEISHU_ENCRYPT_KEY: "verbs-encrypt-key",
    FEISHU_VERIFICATION_TOKEN: "verbs-verification-token",
    FEISHU_DOMAIN: domain,
    LOG_LEVEL: "debug",
    PORT: "0",
    ...more,
  });

  const addresses = {
    "a database that nobody runs": `mysql://duban:${PASSWORD}@127.0.0.1:1/duban`,
    "a database address with a slash in its password": `mysql://duban:${PASSWORD}/x@127.0.0.1/duban`,
    "a database address that is none": `mysql://duban:${PASSWORD}@[/duban`,
  };
  for (const [what, DATABASE_URL] of Object.entries(addresses)) {
    for (const verb of ["serve", "migrate", "check"]) {
      it(`${verb} with ${what} says so, without the password`, async () => {
        const { code, said } = await run(verb, settings({ DATABASE_URL }));
        expect(code, said).to.be.above(0);
        expect(said).to.include("DATABASE_URL");
        for (const secret of [SECRET, PASSWORD, "verbs-encrypt-key", "verbs-verification-token"])
          expect(said).to.not.include(secret);
      }).timeout(40_000);
    }
  }

  it("check with an app secret that is refused says so, without the secret it was told back", async () => {
    const { code, said } = await run("check", settings({ DATABASE_URL: `sqlite:${join(dir, "x.sqlite")}` }));
    expect(code).to.equal(1);
    expect(said).to.include("请核对 App ID、App Secret").and.include("10014");
    expect(said).to.not.include(SECRET);
  }).timeout(40_000);

  it("check says that more than forty units may be too many for a card, and of forty nothing", async () => {
    cpSync("config", join(dir, "config"), { recursive: true });
    const path = join(dir, "config/campaigns/hazchem-use-2020.yaml");
    const shipped = readFileSync(path, "utf8");
    const [line = ""] = /^ {2}- \{ key: jiazhen,.*\n/m.exec(shipped) ?? [];
    const count = readHouse("./config").campaigns[0]!.units.length;
    const checked = async (units: number) => {
      const more = Array.from({ length: units - count }, (_each, at) =>
        line.replace("jiazhen", `zhen${at}`).replaceAll("甲镇", `镇${at}`),
      );
      writeFileSync(path, shipped.replace(line, line + more.join("")));
      const env = settings({
        DATABASE_URL: `sqlite:${join(dir, "x.sqlite")}`,
        CONFIG_DIR: join(dir, "config"),
      });
      const { said } = await run("check", env);
      expect(said).to.include(`${units}个单位`);
      return said;
    };
    expect(await checked(40)).to.not.include("单位数");
    expect(await checked(41))
      .to.include("注意  单位数")
      .and.include("请先用演示试");
  }).timeout(80_000);
});
