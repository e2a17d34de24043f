import { createServer, type Server } from "node:http";
import { expect } from "chai";
import fc from "fast-check";
import { runningClock } from "../../src/clock.ts";
import { openFeishu } from "../../src/feishu/client.ts";
import type { Feishu } from "../../src/feishu/feishu.ts";

const TOKEN_PATH = "/open-apis/auth/v3/tenant_access_token/internal";
const OURS = /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/;

const BAD = [
  "",
  ".",
  "..",
  "om_1/..",
  "../../contact/v3/users/ou_9",
  "om_1/resources/x",
  "%2e%2e%2fou_9",
  "om_1%2F..",
  "om_1?user_id_type=user_id",
  "om_1#x",
  "om_1;x",
  "om_1&x=1",
  "om_1\r\nX-Evil: 1",
  "om_1\n",
  "om 1",
  " om_1",
  "om_1\\..\\x",
  "om_1\u0000",
  "ｏｍ＿１",
  "om_1／ｘ",
  "om_隐患",
  ":message_id",
  "@evil.example",
  "//evil.example",
  "-om_1",
  "_om_1",
  "a".repeat(129),
];

describe("ids that come from outside", () => {
  let server: Server;
  let feishu: Feishu;
  let asked: string[] = [];

  before(async () => {
    server = createServer((request, response) => {
      const path = (request.url ?? "").split("?")[0] ?? "";
      if (path !== TOKEN_PATH) asked.push(path);
      request.resume();
      response.writeHead(200, { "content-type": "application/json" });
      const body =
        path === TOKEN_PATH
          ? { code: 0, msg: "ok", tenant_access_token: "t-1", expire: 7200 }
          : { code: 0, data: { message_id: "om_1", name: "x", user: { name: "x" } } };
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const quiet = () => undefined;
    feishu = openFeishu({
      appId: "cli_a0b1c2d3e4f50617",
      appSecret: "secret",
      domain: `http://127.0.0.1:${port}`,
      clock: runningClock(),
      log: { info: quiet, warn: quiet, error: quiet },
    });
  });
  after(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    asked = [];
  });

  /** Every call that takes an id, with where a good one leads. */
  const calls: Record<
    string,
    { ask: (id: string) => Promise<{ ok: boolean }>; leads: (id: string) => string }
  > = {
    "a person to send to": {
      ask: (id) => feishu.send({ openId: id }, {}, "u"),
      leads: () => "/open-apis/im/v1/messages",
    },
    "a group to send to": {
      ask: (id) => feishu.send({ chatId: id }, {}, "u"),
      leads: () => "/open-apis/im/v1/messages",
    },
    "a message to change": {
      ask: (id) => feishu.patch(id, {}),
      leads: (id) => `/open-apis/im/v1/messages/${id}`,
    },
    "a message with a file": {
      ask: (id) => feishu.download(id, "file_v3_1", "file", 100),
      leads: (id) => `/open-apis/im/v1/messages/${id}/resources/file_v3_1`,
    },
    "a file of a message": {
      ask: (id) => feishu.download("om_1", id, "file", 100),
      leads: (id) => `/open-apis/im/v1/messages/om_1/resources/${id}`,
    },
    "a group": { ask: (id) => feishu.chat(id), leads: (id) => `/open-apis/im/v1/chats/${id}` },
    "a person": { ask: (id) => feishu.user(id), leads: (id) => `/open-apis/contact/v3/users/${id}` },
  };

  for (const [what, { ask, leads }] of Object.entries(calls)) {
    it(`${what}: slashes, dots, percent signs, line ends and foreign letters never leave the house`, async () => {
      for (const id of BAD) expect((await ask(id)).ok, JSON.stringify(id)).to.equal(false);
      expect(asked).to.deep.equal([]);
    });

    it(`${what}: whatever the id, nothing is asked, or exactly the one address`, async () => {
      const letters = fc.constantFrom(..."aZ09_-./\\%?#&;:@ \n\u0000隐／．");
      const ids = fc.oneof(
        fc.string({ unit: letters, maxLength: 20 }),
        fc.string({ unit: "binary", maxLength: 30 }),
        fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/),
      );
      await fc.assert(
        fc.asyncProperty(ids, async (id) => {
          asked = [];
          await ask(id);
          expect(asked).to.deep.equal(OURS.test(id) ? [leads(id)] : []);
        }),
        { numRuns: 150 },
      );
    }).timeout(20_000);
  }
});
