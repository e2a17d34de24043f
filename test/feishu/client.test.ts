import { createServer, type Server } from "node:http";
import { expect } from "chai";
import { runningClock, stoppedClock } from "../../src/clock.ts";
import { openFeishu } from "../../src/feishu/client.ts";
import { classOf } from "../../src/feishu/errors.ts";
import { openSocket } from "../../src/feishu/socket.ts";
import { redacted } from "../../src/log.ts";
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

  const domain = () => {
    const address = server.address();
    return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  };
  const open = () =>
    openFeishu({
      appId: "cli_a0b1c2d3e4f50617",
      appSecret: "top-secret-secret",
      domain: domain(),
      clock: runningClock(),
      log,
    });
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
      value: { messageId: "om_1", chatId: null },
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
    const mobile = ["138", "0".repeat(8)].join("");
    expect(redacted(`tel ${mobile}`)).to.equal("tel ***");
  });

  it("why a file was refused is read, and a token refused on the way is asked for anew", async () => {
    const bytes = { body: "photo", headers: { "content-type": "image/png" } };
    answers["resources"] = [{ status: 400, body: { code: 99991663, msg: "Invalid access token" } }, bytes];
    const got = await open().download("om_1", "img_1", "image", 1_000);
    expect(got.ok ? Buffer.from(got.value.bytes).toString() : got.error).to.equal("photo");
    answers["resources"] = [
      { status: 400, body: { code: 234003, msg: "not in message", error: { log_id: "log-1" } } },
    ];
    const foreign = await open().download("om_1", "img_1", "image", 1_000);
    expect(foreign.ok ? null : foreign.error).to.include({ class: "ours", code: 234003, logId: "log-1" });
  });

  it("a file over the cap is refused, an error under HTTP 200 too, and a person's own JSON is kept", async () => {
    answers["resources"] = [{ body: "x".repeat(2_000), headers: { "content-type": "image/png" } }];
    const big = await open().download("om_1", "img_1", "file", 1_000);
    expect(big.ok ? null : big.error).to.include({ class: "ours", code: 234037 });
    answers["resources"] = [{ body: { code: 234004, msg: "app not in chat" } }];
    expect(await open().download("om_1", "img_1", "file", 1_000)).to.deep.include({ ok: false });
    answers["resources"] = [{ body: "{ cut off", headers: { "content-type": "application/json" } }];
    expect((await open().download("om_1", "img_1", "file", 1_000)).ok).to.equal(true);
  });

  it("a picture goes up under a key, and a page of a broken gateway is no fault of a card", async () => {
    answers["im/v1/images"] = [{ body: { code: 0, data: { image_key: "img_9" } } }];
    expect(await open().uploadImage(new Uint8Array([1, 2]))).to.deep.equal({ ok: true, value: "img_9" });
    answers["im/v1/messages"] = [{ status: 302, body: "", headers: { location: "http://127.0.0.1:1/" } }];
    const away = await open().send({ openId: "ou_1" }, {}, "u");
    expect(away.ok ? null : away.error).to.include({ class: "again", httpStatus: 302 });
  });

  it("nobody answers: tried again", async () => {
    const feishu = openFeishu({
      appId: "cli_a0b1c2d3e4f50617",
      appSecret: "s",
      domain: "http://127.0.0.1:1",
      clock: runningClock(),
      log,
    });
    const answer = await feishu.botInfo();
    expect(answer.ok ? null : answer.error.class).to.equal("again");
  });

  it("a wrong secret stops the lane and is told as what it is", async () => {
    answers["tenant_access_token"] = [{ body: { code: 10014, msg: "app secret invalid" } }];
    const answer = await open().botInfo();
    expect(answer.ok ? null : answer.error).to.include({ class: "stop", code: 10014 });
  });

  it("a token that could not be renewed is used to its end, asked for again every ten seconds at most", async () => {
    const clock = stoppedClock(new Date("2021-06-18T00:00:00Z"));
    let count = 0;
    const tokens = openTokens(() => {
      count += 1;
      if (count > 1) return Promise.reject(new Error("no network"));
      return Promise.resolve({ code: 0, tenant_access_token: "t-1", expire: 7200 });
    }, clock);
    const first = await tokens.current();
    clock.moveTo(new Date("2021-06-18T01:31:00Z"));
    expect(await tokens.current()).to.deep.equal(first);
    expect(await tokens.current()).to.deep.equal(first);
    expect(count).to.equal(2);
    clock.moveTo(new Date("2021-06-18T01:31:11Z"));
    expect(await tokens.current()).to.deep.equal(first);
    expect(count).to.equal(3);
    clock.moveTo(new Date("2021-06-18T02:00:01Z"));
    expect((await tokens.current()).ok).to.equal(false);
  });

  it("a late refusal of an older token leaves the new one in place", async () => {
    let count = 0;
    const tokens = openTokens(
      () => {
        count += 1;
        return Promise.resolve({ code: 0, tenant_access_token: `t-${count}`, expire: 7200 });
      },
      stoppedClock(new Date("2021-06-18T00:00:00Z")),
    );
    await tokens.current();
    tokens.refused("t-1");
    await tokens.current();
    tokens.refused("t-1");
    expect(await tokens.current()).to.deep.equal({ ok: true, value: "t-2" });
  });

  it("the long connection names a wrong app id, and a refused secret, before it waits for anything", async () => {
    answers["callback/ws/endpoint"] = [{ body: { code: 514, msg: "auth failed", data: {} } }];
    const parts = { appSecret: "s", domain: domain(), log, onEnvelope: () => Promise.resolve({}) };
    expect(() => openSocket({ ...parts, appId: "cli_short" })).to.throw("16位十六进制");
    const socket = openSocket({ ...parts, appId: "cli_a0b1c2d3e4f50617" });
    const refused = await socket.ready.catch((error: unknown) => error);
    socket.close();
    expect(String(refused)).to.contain("App Secret");
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
