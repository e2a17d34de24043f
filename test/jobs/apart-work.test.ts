import { expect } from "chai";
import { openTurn } from "../../src/bot/routes.ts";
import { newRowId } from "../../src/db/ids.ts";
import { changeRows } from "../../src/db/statements.ts";
import { openApartWork, type ApartWork } from "../../src/jobs/apart-work.ts";
import { openLog } from "../../src/log.ts";
import { PaperTable, type PaperRow } from "../../src/tasks/paper-store.ts";
import { onEachStore, type House } from "../house.ts";

const LEASE_MS = 60_000;
const RETRY_MS = 5_000;

type Said = { words: string };

/** A row that waits, and passes over it that keep in its name what was settled. */
async function aRow({ app: { bot, db }, clock }: House) {
  const [campaign] = bot.campaigns;
  const districtId = campaign!.district.key;
  const row: PaperRow = {
    id: newRowId(clock.now()),
    districtId,
    campaign: campaign!.key,
    kind: "preview",
    state: "waiting",
    subject: "task:1",
    number: 0,
    content: {},
    contentHash: "",
    by: "",
    at: clock.now(),
    documentName: "",
    sha256: null,
    visibleAt: clock.now().getTime(),
    token: null,
    attempts: 0,
  };
  const rows = db.getRepository(PaperTable);
  await rows.insert(row);
  const pass = (work: () => Promise<Said>, more: Partial<ApartWork<PaperRow, Said>> = {}) =>
    openApartWork<PaperRow, Said>(
      {
        door: bot.door,
        districts: [districtId],
        turnOf: (tx, _campaign, now) => openTurn(bot, tx, campaign!, now),
        clock,
        log: openLog("silent"),
      },
      {
        name: "test",
        table: PaperTable,
        states: ["waiting"],
        leaseMs: () => LEASE_MS,
        still: () => ({ state: "waiting" }),
        work,
        failed: () => ({ words: "failed" }),
        settle: async ({ tx }, { id }, { words }) => {
          await changeRows(tx, PaperTable, { districtId, id }, { state: "made", documentName: words });
        },
        ...more,
      },
    );
  const later = (ms: number) => clock.moveTo(new Date(clock.now().getTime() + ms));
  return { pass, later, kept: () => rows.findOneByOrFail({ id: row.id }) };
}

const says = (words: string) => () => Promise.resolve({ words });
const fails = () => Promise.reject(new Error("no disk"));

onEachStore((open) => {
  it("what waits is worked on by one of two, and settled once", async () => {
    await using house = await open();
    const { pass, kept } = await aRow(house);
    const worked = await Promise.all([pass(says("one"))(), pass(says("two"))()]);
    expect(worked).to.have.members([0, 1]);
    expect(await kept()).to.include({ state: "made", attempts: 1, token: null });
  });

  it("who comes back after the lease went to another settles nothing", async () => {
    await using house = await open();
    const { pass, later, kept } = await aRow(house);
    let [begun, ended] = [() => {}, () => {}];
    const otherHasIt = new Promise<void>((resolve) => (begun = resolve));
    const slowIsBack = new Promise<void>((resolve) => (ended = resolve));
    const other = pass(async () => {
      begun();
      await slowIsBack;
      return { words: "other" };
    });
    let worked = Promise.resolve(0);
    const slow = async () => {
      later(LEASE_MS);
      worked = other();
      await otherHasIt;
      return { words: "slow" };
    };
    await pass(slow)();
    expect(await kept()).to.include({ state: "waiting", documentName: "" });
    ended();
    expect(await worked).to.equal(1);
    expect(await kept()).to.include({ state: "made", documentName: "other" });
  });

  it("what another change has taken away meanwhile is not settled", async () => {
    await using house = await open();
    const { pass, kept } = await aRow(house);
    const withdrawn = async () => {
      await house.app.db.getRepository(PaperTable).update({ state: "waiting" }, { state: "failed" });
      return { words: "late" };
    };
    await pass(withdrawn)();
    expect(await kept()).to.include({ state: "failed", documentName: "" });
  });

  it("a failure is tried again after a while; the third one is what is settled", async () => {
    await using house = await open();
    const { pass, later, kept } = await aRow(house);
    for (const attempts of [1, 2]) {
      expect(await pass(fails)()).to.equal(1);
      expect(await pass(fails)(), "too early").to.equal(0);
      expect(await kept()).to.include({ state: "waiting", attempts, token: null });
      later(RETRY_MS);
    }
    await pass(fails)();
    expect(await kept()).to.include({ state: "made", documentName: "failed", attempts: 3 });
  });

  it("what cannot be kept is tried on, unless something stands in for it", async () => {
    await using house = await open();
    const { pass, later, kept } = await aRow(house);
    const settle: ApartWork<PaperRow, Said>["settle"] = async (turn, row, made) => {
      if (made.words === "bad") throw new Error("refused by the database");
      await changeRows(turn.tx, PaperTable, { id: row.id }, { state: "made", documentName: made.words });
    };
    for (let tries = 0; tries < 4; tries += 1) {
      expect(await pass(says("bad"), { settle })()).to.equal(1);
      expect((await kept()).state).to.equal("waiting");
      later(LEASE_MS);
    }
    await pass(says("bad"), { settle, stuck: () => ({ words: "given up" }) })();
    expect(await kept()).to.include({ state: "made", documentName: "given up" });
  });
});
