import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createConnection } from "mysql2/promise";
import { canRewriteHistory, grantStatements, nameOf, type Account } from "../../src/db/accounts.ts";
import { openDatabase } from "../../src/db/database.ts";
import { migrate } from "../../src/db/migrate.ts";
import { BOOKS } from "../../src/verbs/books.ts";
import { TABLES } from "../../src/tables.ts";
import { auditVerb } from "../../src/verbs/audit.ts";
import { backupVerb } from "../../src/verbs/backup.ts";
import { exportVerb } from "../../src/verbs/export.ts";
import { verifyChain } from "../../src/campaign/chain.ts";
import { SetupError } from "../../src/errors.ts";
import { GROUP, openHouse, who } from "../house.ts";
import { does, given, kept } from "../journeys/hazards.ts";
import { STORES } from "../stores.ts";
import { settingsOf } from "../verbs/settings.ts";

const PREFIX = `duban_test_${process.pid}`;
const NAMES = TABLES.map(({ options }) => options.name);
const ACCOUNTS: Account[] = ["migrate", "app", "report", "audit"];

for (const store of STORES.filter(({ name }) => name !== "SQLite")) {
  describe("the four accounts of a database", () => {
    let root: string;
    let drop: () => Promise<void>;
    const urlOf = (account: Account): string => {
      const url = new URL(root);
      url.username = `${PREFIX}_${account}`;
      url.password = "";
      return url.href;
    };
    const asRoot = async (statements: readonly string[]) => {
      const connection = await createConnection(root);
      for (const statement of statements) await connection.query(statement);
      await connection.end();
    };
    const grant = (...accounts: Account[]) =>
      asRoot(
        accounts.flatMap((account) =>
          grantStatements(account, new URL(root).pathname.slice(1), NAMES, PREFIX),
        ),
      );
    /** What the server says to a statement of an account; empty when it takes it. */
    const refused = async (account: Account, sql: string): Promise<string> => {
      const connection = await createConnection(urlOf(account));
      try {
        await connection.query(sql);
        return "";
      } catch (error) {
        return error instanceof Error ? error.message : "";
      } finally {
        await connection.end();
      }
    };
    const rewrites = async (account: Account) => {
      const db = await openDatabase(urlOf(account), TABLES);
      try {
        return await canRewriteHistory(db);
      } finally {
        await db.destroy();
      }
    };

    before(async () => {
      const opened = await store.open();
      root = opened.url ?? "";
      drop = opened.drop;
      await asRoot(ACCOUNTS.map((account) => `CREATE USER ${nameOf(account, PREFIX)}`));
      await grant("migrate");
    });
    after(async () => {
      await asRoot(ACCOUNTS.map((account) => `DROP USER ${nameOf(account, PREFIX)}`));
      await drop();
    });

    it("duban_migrate lays the tables out; until then the bot's own account is told who must", async () => {
      const db = await openDatabase(urlOf("migrate"), TABLES);
      expect(await migrate(db)).to.not.deep.equal([]);
      await db.destroy();
      await grant("app", "report", "audit");
      await asRoot(["DELETE FROM migrations ORDER BY id DESC LIMIT 1"]);
      const early = await openDatabase(urlOf("app"), TABLES);
      const said = await migrate(early).catch((error: unknown) => error);
      await early.destroy();
      expect(said).to.be.instanceOf(SetupError);
      expect((said as SetupError).mistakes.join()).to.include("请先用 duban_migrate 运行 migrate");
    });

    it("duban_app is enough for the bot's whole day", async () => {
      const again = await openDatabase(root, TABLES);
      await again.query("INSERT INTO migrations (timestamp, name) VALUES (0, ?)", [
        again.migrations.at(-1)?.name,
      ]);
      await again.destroy();
      await using house = await openHouse({ database: urlOf("app") });
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await given(house, who("jyj_inspector_1"), { state: "assigned", grade: "general" });
      expect(await does(house, who("jyj_liaison"), "签收")).to.include("已签收");
      expect((await kept(house)).state).to.equal("rectifying");
      await house.walkTo("2021-06-19T08:00:00+08:00");
      expect(house.sandbox.state.messagesIn(GROUP), "the digest").to.not.have.length(0);
    }).timeout(60_000);

    it("duban_app cannot rewrite what was done, nor take a table away", async () => {
      for (const sql of [
        "UPDATE history SET words = ''",
        "DELETE FROM history",
        "DROP TABLE history",
        "ALTER TABLE history ADD COLUMN x INT",
        "TRUNCATE TABLE history",
        "DELETE FROM migrations",
      ]) {
        expect(await refused("app", sql), sql).to.match(/denied/);
      }
    });

    it("duban_audit verifies the history and reads nothing of hazards; duban_report reads all and changes nothing", async () => {
      const db = await openDatabase(urlOf("audit"), TABLES);
      const { lines, wrong } = await verifyChain(db.manager, "xinbei");
      await db.destroy();
      expect(lines).to.be.above(0);
      expect(wrong).to.equal(null);
      expect(await refused("audit", "SELECT * FROM hazard")).to.match(/denied/);
      expect(await refused("report", "SELECT COUNT(*) FROM hazard")).to.equal("");
      expect(await refused("report", "UPDATE hazard SET number = 9")).to.match(/denied/);
    });

    it("duban_report exports and backs up, duban_audit runs audit verify: neither wants a right it lacks", async () => {
      const dir = mkdtempSync(join(tmpdir(), "duban-accounts-"));
      const at = { FEISHU_DOMAIN: "http://127.0.0.1:1", DUBAN_CLOCK: "2021-06-19T08:00:00+08:00" };
      const report = { ...settingsOf(dir, urlOf("report")), ...at };
      try {
        for (const what of ["hazards", ...Object.keys(BOOKS)]) {
          const out = join(dir, `${what}.xlsx`);
          expect(await exportVerb(["--what", what, "--out", out], report), what).to.equal(0);
          expect(existsSync(out), what).to.equal(true);
        }
        const out = join(dir, "all.bak");
        expect(await backupVerb(["--out", out], report)).to.equal(0);
        expect(existsSync(out)).to.equal(true);
        expect(await auditVerb(["verify"], settingsOf(dir, urlOf("audit")))).to.equal(0);
      } finally {
        rmSync(dir, { recursive: true, force: true });
      }
    }).timeout(60_000);

    it("check says so when the bot's account could rewrite the history", async () => {
      expect(await rewrites("app")).to.equal(false);
      expect(await rewrites("migrate")).to.equal(true);
    });
  });
}
