import { createServer, type Server } from "node:http";
import { expect } from "chai";
import { runningClock, stoppedClock } from "../../src/clock.ts";
import { openFeishu } from "../../src/feishu/client.ts";
import { classOf } from "../../src/feishu/errors.ts";
import { redacted } from "../../src/feishu/logger.ts";
import { openTokens } from "../../src/feishu/tokens.ts";

type Answer = { status?: number; body: object | string; headers?: Record<string, string> };

describe("calls to Feishu", () => {
  let server: Server;
  let asked: string[] = [];
  let answers: Record<string, Answer[]> = {};
  const lines: string[] = [];
  const log = {
    info: (fact: string, about: object = {}) => void lines.push(fact + JSON.stringify(about)),
    warn: (fact: string, about: object = {}) => void lines.push(fact + JSON.stringify(about)),
    error: (fact: string, about: object = {}) => void lines.push(fact + JSON.stringify(about)),
  };
  const token = { body: { code: 0, msg: "ok", tenant_access_token: "t-secret-token-1", expire: 7200 } };

  before(async () => {
    server = createServer((request, response) => {
      const path = (request.url ?? "").split("?")[0] ?? "";
      asked.push(path);
      request.resume();
      const key = Object.keys(answers).find((each) => path.includes(each)) ?? "";
      const list = answers[key] ?? [];
      const { status = 200, body, headers = {} } = (list.length > 1 ? list.shift() : list[0]) ?? { body: {} };
      response.writeHead(status, {
        "content-type": typeof body === "string" ? "text/html" : "application/json",
        ...headers,
      });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  after(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    asked = [];
    answers = { tenant_access_token: [token] };
    lines.length = 0;
  });

  const open = () => {
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    return openFeishu({
      appId: "cli_a0b1c2d3e4f50617",
      appSecret: "top-secret-secret",
      domain: `http://127.0.0.1:${port}`,
      clock: runningClock(),
      log,
    });
  };
  const sent = { body: { code: 0, data: { message_id: "om_1" } } };

  it("ten at once ask for one token", async () => {
    answers["im/v1/messages"] = [sent];
    const feishu = open();
    await Promise.all(Array.from({ length: 10 }, () => feishu.send({ openId: "ou_1" }, {}, "u")));
    expect(asked.filter((path) => path.includes("tenant_access_token"))).to.have.lengthOf(1);
  });

  it("a refused token is dropped, asked for once more, and the call repeated once", async () => {
    answers["im/v1/messages"] = [
      { status: 400, body: { code: 99991663, msg: "Invalid access token" } },
      sent,
    ];
    const feishu = open();
    expect(await feishu.send({ openId: "ou_1" }, {}, "u")).to.deep.equal({
      ok: true,
      value: { messageId: "om_1" },
    });
    expect(asked.filter((path) => path.includes("tenant_access_token"))).to.have.lengthOf(2);
  });

  it("an error that comes with HTTP 200 is an error, and one with 400 too", async () => {
    answers["im/v1/messages"] = [{ body: { code: 230013, msg: "no availability" } }];
    const feishu = open();
    expect(await feishu.send({ openId: "ou_1" }, {}, "u")).to.deep.include({ ok: false });
    answers["im/v1/messages"] = [{ status: 400, body: { code: 230002, msg: "not in group" } }];
    const answer = await feishu.send({ chatId: "oc_1" }, {}, "u");
    expect(answer.ok ? null : answer.error).to.include({ class: "place", code: 230002, httpStatus: 400 });
  });

  it("a full lane says for how long to wait; a broken gateway is tried again", async () => {
    answers["im/v1/messages"] = [
      { status: 429, body: { code: 99991400, msg: "frequency" }, headers: { "x-ogw-ratelimit-reset": "7" } },
    ];
    const feishu = open();
    const full = await feishu.send({ openId: "ou_1" }, {}, "u");
    expect(full.ok ? null : full.error).to.include({ class: "wait", retryAfterMs: 7000 });
    answers["im/v1/messages"] = [{ status: 502, body: "<html>bad gateway</html>" }];
    const broken = await feishu.send({ openId: "ou_1" }, {}, "u");
    expect(broken.ok ? null : broken.error).to.include({ class: "again", httpStatus: 502 });
  });

  it("an id with a slash never leaves the house", async () => {
    const answer = await open().patch("om_1/../../../contact/v3/users/ou_9", {});
    expect(answer.ok).to.equal(false);
    expect(asked).to.deep.equal([]);
  });

  it("no secret, token or phone number reaches a log", async () => {
    answers["im/v1/messages"] = [
      { status: 500, body: { code: 1, msg: "app_secret=top-secret-secret Bearer t-secret-token-1" } },
    ];
    await open().send({ openId: "ou_1" }, { text: "hello" }, "u");
    expect(lines.join("\n")).to.not.match(/top-secret|secret-token/);
    expect(redacted(`tel ${"138"}${"00000000"}`)).to.equal("tel ***");
  });

  it("a token is renewed in its last half hour", async () => {
    const clock = stoppedClock(new Date("2021-06-18T00:00:00Z"));
    let count = 0;
    const tokens = openTokens(() => {
      count += 1;
      return Promise.resolve({ code: 0, tenant_access_token: `t-${count}`, expire: 7200 });
    }, clock);
    const first = await tokens.current();
    clock.moveTo(new Date("2021-06-18T01:29:00Z"));
    expect(await tokens.current()).to.deep.equal(first);
    clock.moveTo(new Date("2021-06-18T01:31:00Z"));
    expect(await tokens.current()).to.deep.equal({ ok: true, value: "t-2" });
  });

  it("every code has one class, a clicked card is tried again, an unknown one too", () => {
    expect(
      [230020, 99991663, 230002, 230013, 230031, 230025, 99991403].map((code) => classOf(code, "")),
    ).to.deep.equal(["wait", "token", "place", "person", "message", "ours", "stop"]);
    expect(classOf(230099, "ext=ErrCode: 11310; ErrMsg: card action is lock")).to.equal("again");
    expect(classOf(230099, "ext=ErrCode: 200621; ErrMsg: parse")).to.equal("ours");
    expect(classOf(4242, "")).to.equal("again");
  });
});
