import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { MAIN } from "../commands.ts";

describe("an error that nobody caught", () => {
  const dir = mkdtempSync(join(tmpdir(), "duban-last-"));
  after(() => rmSync(dir, { recursive: true, force: true }));

  for (const kind of ["exception", "rejection"]) {
    it(`(${kind}) ends the process with exit code 1 and one line, which carries no request and no secret`, () => {
      const { status, stderr } = spawnSync(
        process.execPath,
        ["--import", resolve("test/process/throw-at.mjs"), ...MAIN, "demo"],
        {
          env: { PATH: process.env["PATH"] ?? "", THROW_AT: kind, DEMO_DIR: join(dir, kind), PORT: "0" },
          encoding: "utf8",
          timeout: 60_000,
        },
      );
      expect(status).to.equal(1);
      const lines = stderr.split("\n").filter((line) => line.startsWith("{"));
      expect(lines).to.have.lengthOf(1);
      const told = JSON.parse(lines[0] ?? "") as { msg: string; message: string; frames: string[] };
      expect(told.msg).to.equal(`${kind === "exception" ? "uncaught" : "unhandled"} ${kind}`);
      expect(told.message).to.include("socket hang up");
      expect(told.frames.join("\n")).to.include("throw-at.mjs");
      expect(stderr).to.not.match(/rehearsal-secret|rehearsal-token|typed by somebody/);
    }).timeout(90_000);
  }
});
