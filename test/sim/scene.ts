import { Not } from "typeorm";
import { PersonTable } from "../../src/campaign/people.ts";
import { OutboxTable } from "../../src/jobs/outbox-table.ts";
import { openDriver, wordsOf, type Driver } from "../../src/sandbox/driver.ts";
import type { Message } from "../../src/sandbox/state.ts";
import { calm, type Weather } from "./faults.ts";
import { as } from "./replica.ts";
import type { Template } from "./template.ts";
import { openWorld, type World } from "./world.ts";

export const TASK = "报送第一次工作进展情况";
const QUIET_PASSES = 5;
const MOMENT_MS = 1_500;

/** A calm world and its people at the chat, for one fault at one chosen moment. */
export type Scene = {
  world: World;
  chat: Driver;
  pass(ms: number): void;
  send(nth?: number): Promise<unknown>;
  inbox(nth?: number): Promise<number | null>;
  /** Works until nobody has anything to do. */
  rest(): Promise<void>;
  /** Brings out one person's cards; the others' wait. */
  sendOnlyTo(openId: string, trouble?: keyof Weather): Promise<void>;
  /** The next call goes wrong in this way; those after it do not. */
  once(kind: keyof Weather): void;
  /** Does something between a step of the path and what follows it, the next time it is reached. */
  rightAfter(step: string, work: () => Promise<unknown>): void;
  taskCard(openId: string): Message;
};

export async function openScene(template: Template, replicas = 1): Promise<Scene> {
  const world = await openWorld(template, 1, { replicas });
  const chat = openDriver(world.platform);
  const now = () => world.clock.now().getTime();
  const pass = (ms: number) => world.moveTo(new Date(now() + ms));
  const passesOf = (nth: number) => world.replicas[nth]!.app.passes;
  const send = (nth = 0) => as(world, world.replicas[nth]!, () => passesOf(nth).sender());
  const inbox = (nth = 0) => as(world, world.replicas[nth]!, () => passesOf(nth).inbox());

  return {
    world,
    chat,
    pass,
    send,
    inbox,
    rest: async () => {
      for (let quiet = 0; quiet < QUIET_PASSES; pass(MOMENT_MS)) {
        const worked = ((await inbox()) ?? 0) + ((await send())?.worked ?? 0);
        quiet = worked > 0 ? 0 : quiet + 1;
      }
    },
    sendOnlyTo: async (openId, trouble) => {
      const { id } = await world.db.getRepository(PersonTable).findOneByOrFail({ openId });
      const rows = world.db.getRepository(OutboxTable);
      await rows.update({ personId: Not(id), state: "waiting" }, { visibleAt: now() + 5_000 });
      await rows.update({ personId: id, state: "waiting" }, { visibleAt: now() });
      world.weather = { ...calm(), ...(trouble ? { [trouble]: 1 } : {}) };
      await send();
      world.weather = calm();
    },
    once: (kind) => {
      let left = 1;
      world.weather = Object.defineProperty(calm(), kind, { get: () => (left-- > 0 ? 1 : 0) });
    },
    rightAfter: (step, work) => {
      const seen = world.steps.get(step) ?? 0;
      let isDone = false;
      world.shuffle = async () => {
        if (isDone || (world.steps.get(step) ?? 0) === seen) return;
        isDone = true;
        await work();
      };
    },
    taskCard: (openId) => chat.cardsOf(openId).find(({ content }) => wordsOf(content).includes(TASK))!,
  };
}
