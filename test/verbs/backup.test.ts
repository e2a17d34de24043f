import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import type { EntitySchema } from "typeorm";
import { copyOut } from "../../src/db/copy.ts";
import { openDatabase } from "../../src/db/database.ts";
import { keepAttachment } from "../../src/files/attachment.ts";
import { filesNamedBy } from "../../src/named-files.ts";
import { isQuarantined } from "../../src/jobs/quarantine.ts";
import { MarkTable } from "../../src/jobs/marks.ts";
import { TABLES } from "../../src/tables.ts";
import { auditVerb } from "../../src/verbs/audit.ts";
import { backupVerb } from "../../src/verbs/backup.ts";
import { restoreVerb } from "../../src/verbs/restore.ts";
import { inTurn, onEachStore, openHouse, who, type House } from "../house.ts";
import { PHOTO } from "../journeys/photo.ts";
import { does, given, ask } from "../journeys/hazards.ts";
import { STORES } from "../stores.ts";
import { settingsOf } from "./settings.ts";

const inspector = who("jyj_inspector_1");
const liaison = who("jyj_liaison");

/** Every row of every table but what restoring itself sets down. */
async function rowsIn(database: string): Promise<Record<string, unknown[]>> {
  const db = await openDatabase(database, TABLES);
  try {
    const all: Record<string, unknown[]> = {};
    for (const table of TABLES.filter((each) => each !== (MarkTable as EntitySchema))) {
      const rows: unknown[] = [];
      for await (const row of copyOut(db.manager, table)) rows.push(JSON.parse(JSON.stringify(row)));
      all[table.options.name] = rows;
    }
    return all;
  } finally {
    await db.destroy();
  }
}

/** A house in which something has happened: a hazard with a photo, a track, history, cards sent. */
async function lived(house: House): Promise<void> {
  await house.walkTo("2021-06-18T09:00:00+08:00");
  await given(house, inspector, { state: "rectifying" });
  const card = await ask(house, liaison);
  await house.chat.send(liaison, "整改前.png", PHOTO, card.messageId);
  await house.drain();
  await does(house, liaison, "移交", { unit: "wjj", reason: "是卫生院" });
}

describe("a backup", () => {
  onEachStore((open) => {
    it("is restored into an empty database of either engine, row by row and file by file, and nothing leaves from it before release", async () => {
      await using house = await open();
      await lived(house);
      const dir = mkdtempSync(join(tmpdir(), "duban-backup-"));
      const from = settingsOf(house.dir, house.database);
      const path = join(dir, "duban.bak");
      try {
        expect(await backupVerb(["--out", path], from)).to.equal(0);
        const before = await rowsIn(from.DATABASE_URL);
        expect(before["hazard"]).to.have.length(1);
        expect(before["attachment"]).to.have.length(1);
        for (const store of STORES) {
          const { url, drop } = await store.open();
          const to = settingsOf(join(dir, store.name[0]!), url ?? `sqlite:${join(dir, "restored.sqlite")}`);
          expect(await restoreVerb([path], to)).to.equal(0);
          expect(await rowsIn(to.DATABASE_URL)).to.deep.equal(before);
          expect(await auditVerb(["verify"], to)).to.equal(0);
          const db = await openDatabase(to.DATABASE_URL, TABLES);
          expect(await db.transaction(isQuarantined)).to.equal(true);
          await db.destroy();
          const again = await restoreVerb([path], to).catch((error: unknown) => String(error));
          expect(again).to.include("已有数据");
          await drop();
        }
        const bytes = gunzipSync(readFileSync(path)).toString();
        const broken = join(dir, "broken.bak");
        const refusedAs = (text: string) => {
          writeFileSync(broken, gzipSync(text));
          const empty = settingsOf(dir, `sqlite:${join(dir, "none.sqlite")}`);
          return restoreVerb([broken], empty).catch((error: unknown) => String(error));
        };
        expect(await refusedAs(bytes.replace("是卫生院", "是卫生所"))).to.include("已损坏");
        expect(await refusedAs(bytes.slice(0, bytes.lastIndexOf('{"kind":"end"')))).to.include("已损坏");
        expect(await refusedAs(bytes.replace(/"data":"..../, '"data":"AAAA'))).to.include("已损坏");
        writeFileSync(broken, readFileSync(path).subarray(0, 2_000));
        const cut = await restoreVerb([broken], from).catch((error: unknown) => String(error));
        expect(cut).to.include("已损坏");
      } finally {
        rmSync(dir, { recursive: true, force: true });
      }
    }).timeout(90_000);
  });

  it("is refused while a file that the data names is not there, unless that is said to be known", async () => {
    await using house = await openHouse();
    const dir = mkdtempSync(join(tmpdir(), "duban-files-"));
    const settings = settingsOf(house.dir, house.database);
    const backup = (name: string, files: string, ...more: string[]) =>
      backupVerb(["--out", join(dir, name), ...more], { ...settings, FILES_DIR: files }).catch(
        (error: unknown) => String(error),
      );
    try {
      const elsewhere = join(dir, "nowhere");
      expect(await backup("empty.bak", elsewhere)).to.equal(0);
      await lived(house);
      // Still on its way: nothing says yet that it is kept.
      const row = { kind: "image" as const, resourceKey: "img_later", messageId: "om_later", name: "补.png" };
      await inTurn(house, (turn) => keepAttachment(turn, { ...row, by: "p" }, null));
      const said = await backup("wrong.bak", elsewhere);
      expect(said).to.include("有1个").and.to.include("FILES_DIR");
      expect(readdirSync(dir)).to.deep.equal(["empty.bak"]);
      writeFileSync(join(dir, "a-file"), "");
      expect(await backup("wrong.bak", join(dir, "a-file"))).to.include("有1个");
      expect(await backup("lost.bak", elsewhere, "--allow-missing")).to.equal(0);
      expect(await backup("whole.bak", settings.FILES_DIR)).to.equal(0);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  }).timeout(60_000);

  it("names every file that is kept, by whatever it came: what was sent, handed in, issued, exported or imported", () => {
    const hash = (digit: string) => digit.repeat(64);
    const [a, b, c] = [hash("a"), hash("b"), hash("c")];
    expect(filesNamedBy("attachment", { state: "stored", sha256: a })).to.deep.equal([a]);
    expect(filesNamedBy("attachment", { state: "waiting", sha256: null })).to.deep.equal([]);
    expect(filesNamedBy("report_paper", { state: "made", sha256: a })).to.deep.equal([a]);
    expect(filesNamedBy("report_paper", { state: "failed", sha256: null })).to.deep.equal([]);
    expect(filesNamedBy("bulletin", { sha256: a })).to.deep.equal([a]);
    expect(filesNamedBy("ledger_job", { result: { sha256: a, rows: 1 } })).to.deep.equal([a]);
    expect(filesNamedBy("ledger_job", { sha256: a, result: { plan: b, errors: c } })).to.deep.equal([b, c]);
    expect(filesNamedBy("ledger_job", { sha256: a, result: { words: "没有收下" } })).to.deep.equal([]);
    expect(filesNamedBy("ledger_job", { sha256: a, result: null })).to.deep.equal([]);
    expect(filesNamedBy("history", { hash: a })).to.deep.equal([]);
  });

  it("is not written over another file, and says how it is asked for", async () => {
    const said = (args: string[]) => backupVerb(args, {}).catch((error: unknown) => String(error));
    expect(await said([])).to.include("用法");
    expect(await said(["--out", "package.json"])).to.include("已经有了");
  });
});
