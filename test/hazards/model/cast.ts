import { addHazard } from "../../../src/hazards/store.ts";
import type { Hazard } from "../../../src/hazards/hazard.ts";
import { NOTHING_YET } from "../../../src/hazards/hazard.ts";
import { nextNumber } from "../../../src/campaign/numbers.ts";
import { newRowId } from "../../../src/db/ids.ts";
import type { Chance } from "../../sim/chance.ts";
import { STAFF, UNITS } from "./staff.ts";
import { difference, seen, type Model } from "./state.ts";
import type { World } from "./world.ts";

/** One hazard on stage: what it must be, and the row as it was last read. */
export type Player = {
  id: string;
  number: number;
  rev: number;
  model: Model;
  row: string;
  /** The day of the newest photo of after. */
  afterOn: string | null;
  /** H6: by the acts played, when the newest of those came, and when progress was last written. */
  photoAt: number;
  progressAt: number;
};
export type Cast = Awaited<ReturnType<typeof openCast>>;

const ON_STAGE = 5;
const ACTS_A_DAY = 120;
const A_PHOTO = 0.06;
const LEAVES = 0.02;
/** What nothing leads out of. */
const FINAL = ["shut_down", "voided", "merged"];
const FIRST = Date.parse("2021-03-01T01:00:00Z");
const DAY_MS = 24 * 60 * 60_000;

const rowOf = (hazard: Hazard | undefined): string => JSON.stringify(hazard ?? null);

/** H12: what is opened again needs a photo of this time. */
export const hasAfter = ({ afterOn, model }: Pick<Player, "afterOn" | "model">): boolean =>
  afterOn !== null && afterOn >= (model.assigned ?? "");

/** H6: a major hazard's progress shows something new. */
export const hasFresh = (player: Pick<Player, "afterOn" | "model" | "photoAt" | "progressAt">): boolean =>
  hasAfter(player) && player.photoAt > player.progressAt;

/** A few hazards that are played with at a time, on days that go by; whoever has ended makes room for a new one. */
export async function openCast(world: World, chance: Chance) {
  let acts = 0;
  let players: Player[] = [];
  const lines = { history: "", outbox: "" };

  const moment = () => {
    const now = new Date(FIRST + Math.floor(acts / ACTS_A_DAY) * DAY_MS + (acts % ACTS_A_DAY) * 60_000);
    return { now, today: world.dayOf(now) };
  };

  const read = async (of: readonly Player[]) => world.hazards(of.map(({ id }) => id));
  const modelOf = (hazard: Hazard): Model => seen(hazard, world);

  /** Lines written since the last look. */
  const written = async (): Promise<{ history: number; outbox: number }> => ({
    history: await world.count("SELECT COUNT(*) FROM history WHERE id > ?", [lines.history]),
    outbox: await world.count("SELECT COUNT(*) FROM outbox WHERE id > ?", [lines.outbox]),
  });
  const mark = async () => {
    lines.history = await world.newest("history");
    lines.outbox = await world.newest("outbox");
  };

  const enter = async (): Promise<Player> => {
    const { now, today } = moment();
    const hazard = await world.turn(now, async (turn) => {
      const { year, number } = await nextNumber(turn, "hazard");
      const made: Hazard = {
        ...NOTHING_YET,
        id: newRowId(now),
        campaign: world.campaign.key,
        year,
        number,
        state: "registered",
        grade: chance.pick(["general", "general", "major", "major_pending"] as const)!,
        enterprise: "甲中学",
        enterpriseId: null,
        site: "化学准备室",
        description: "酒精与高锰酸钾同柜存放",
        focusPoint: chance.pick(world.campaign.focus_points)!.key,
        category: "储存",
        source: "检查",
        foundOn: today,
        finder: world.personOf(chance.pick(STAFF)!.openId),
        leadUnit: chance.pick(UNITS)!,
        person: "",
        dueOn: null,
        measure: "",
        registeredAt: now,
        version: 1,
      };
      await addHazard(turn, made, { by: made.finder, act: "hazard.register", words: "登记" });
      return made;
    });
    const player = {
      id: hazard.id,
      number: hazard.number,
      rev: 1,
      model: modelOf(hazard),
      row: "",
      afterOn: null,
      photoAt: 0,
      progressAt: 0,
    };
    player.row = rowOf((await read([player])).get(player.id));
    return player;
  };

  const setUp = async () => {
    const gone = (each: Player) =>
      FINAL.includes(each.model.state) ? chance.is(0.2) : each.model.state === "closed" && chance.is(LEAVES);
    players = players.filter((each) => !gone(each));
    while (players.length < ON_STAGE) players.push(await enter());
  };

  await setUp();
  await mark();
  return {
    world,
    moment,
    get players() {
      return players;
    },
    /** Time goes by; a photo comes in, a new hazard takes the place of one that has ended. */
    goOn: async () => {
      acts += 1;
      const before = players.length;
      const names = players.map(({ id }) => id).join();
      await setUp();
      const player = chance.pick(players)!;
      const wantsOne = !hasAfter(player) || (player.model.grade !== "general" && !hasFresh(player));
      if (wantsOne && chance.is(A_PHOTO)) {
        const { now, today } = moment();
        await world.photo(player.id, player.model.lead, now);
        player.afterOn = today;
        player.photoAt = acts;
      }
      if (before !== players.length || names !== players.map(({ id }) => id).join()) await mark();
    },
    hasReported: (player: Player) => {
      player.progressAt = acts;
    },
    /** A no changes nothing: no row, no line of history, no card. */
    mustBeUnchanged: async (): Promise<string[]> => {
      const rows = await read(players);
      const changed = players.filter(({ id, row }) => rowOf(rows.get(id)) !== row);
      const { history, outbox } = await written();
      return [
        ...changed.map(({ number }) => `refused, but hazard ${number} changed`),
        ...(history + outbox > 0 ? [`refused, but ${history} lines and ${outbox} cards were written`] : []),
      ];
    },
    /** A yes leads where the table says, and nowhere else. */
    mustBe: async (
      next: ReadonlyMap<Player, Model>,
      adopts: (before: Model, found: Model) => Partial<Model>,
    ): Promise<string[]> => {
      const rows = await read(players);
      const { history } = await written();
      await mark();
      const wrong = players.flatMap((player) => {
        const row = rows.get(player.id);
        const wanted = next.get(player);
        if (!row) return [`hazard ${player.number} is gone`];
        if (!wanted) return rowOf(row) === player.row ? [] : [`hazard ${player.number} changed beside`];
        const found = modelOf(row);
        const before = player.model;
        player.model = { ...wanted, ...adopts(before, found) };
        player.row = rowOf(row);
        player.rev = row.version;
        return difference(player.model, found);
      });
      return [...wrong, ...(history === 0 ? ["worked, but no line of history"] : [])];
    },
  };
}
