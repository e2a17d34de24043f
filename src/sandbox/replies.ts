export type Reply = {
  status?: number;
  code: number;
  msg?: string;
  headers?: Record<string, string>;
} & Record<string, unknown>;

/** What a request brings: the ids in its path, its query, its body. */
export type Asked = {
  params: Record<string, string>;
  query: Record<string, string>;
  type: string;
  raw: Buffer;
  body: Record<string, unknown>;
};

/** One endpoint: what it is asked, and what it answers. */
export type Route = (asked: Asked) => Reply;
export type Method = "get" | "post" | "patch" | "put" | "delete";
export type Routes = [method: Method, path: string, route: Route][];

export const refuse = (code: number, msg: string, status = 400): Reply => ({ status, code, msg });
export const fine = (data: object = {}): Reply => ({ code: 0, msg: "success", data });
