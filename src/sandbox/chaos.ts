import type { Context, Next } from "koa";

/** One trouble to make: which requests, how often, and what happens to them. */
export type Trouble = {
  /** A part of the path: `/im/v1/messages`. */
  path: string;
  times: number;
  does:
    | { answer: { status: number; body: object | string; headers?: Record<string, string> } }
    | { hang: true }
    | { reset: true }
    /** The request is carried out, but its answer never arrives. */
    | { loseAnswer: true }
    /** Somebody is told that the request is here, before it is carried out. */
    | { tell: () => void };
};

/** Troubles that tests ask for, used up one by one. */
export function openChaos() {
  const troubles: Trouble[] = [];
  return {
    make: (trouble: Trouble) => void troubles.push({ ...trouble }),
    forget: () => void troubles.splice(0),
    meddle: async (ctx: Context, next: Next): Promise<void> => {
      const trouble = troubles.find(({ path, times }) => times > 0 && ctx.path.includes(path));
      if (!trouble) return next();
      trouble.times -= 1;
      const { does } = trouble;
      if ("tell" in does) {
        does.tell();
        return next();
      }
      if ("answer" in does) {
        ctx.status = does.answer.status;
        ctx.body = does.answer.body;
        ctx.set(does.answer.headers ?? {});
        return;
      }
      ctx.respond = false;
      if ("loseAnswer" in does) await next();
      if (!("hang" in does)) ctx.req.socket.destroy();
    },
  };
}
