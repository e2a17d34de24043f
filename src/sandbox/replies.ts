import type { Context } from "koa";

export type Reply = {
  status?: number;
  code: number;
  msg?: string;
  headers?: Record<string, string>;
} & Record<string, unknown>;
/** One endpoint: what it is given, and what it answers. */
export type Route = (ctx: Context, body: Record<string, unknown>) => Promise<Reply> | Reply;

export const refuse = (code: number, msg: string, status = 400): Reply => ({ status, code, msg });
export const fine = (data: object = {}): Reply => ({ code: 0, msg: "success", data });
