import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { expect } from "chai";
import { readBody, type Body } from "../../src/bot/body.ts";

describe("reading a request", () => {
  let server: Server;
  let port = 0;
  let read: (body: Body) => void = () => undefined;

  before(async () => {
    server = createServer((request, response) => {
      const answer = async () => {
        read(await readBody(request, 1_000, 150));
        response.end();
      };
      void answer();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    port = typeof address === "object" && address ? address.port : 0;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Sends the pieces one packet after another, and waits for what was read. */
  async function posted(length: number, pieces: readonly Uint8Array[]): Promise<Body> {
    const body = new Promise<Body>((resolve) => {
      read = resolve;
    });
    const socket = connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`);
    for (const piece of pieces) {
      socket.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const answer = await body;
    socket.destroy();
    return answer;
  }

  it("a character that is cut between two packets arrives whole", async () => {
    const bytes = Buffer.from("隐患");
    const body = await posted(bytes.length, [bytes.subarray(0, 1), bytes.subarray(1, 4), bytes.subarray(4)]);
    expect("raw" in body ? body.raw.toString("utf8") : body).to.equal("隐患");
  });

  it("what is longer than the cap is refused, and what is not sent in time too", async () => {
    expect(await posted(2_000, [Buffer.alloc(1_200)])).to.deep.include({ status: 413 });
    expect(await posted(10, [Buffer.alloc(2)])).to.deep.include({ status: 408 });
  });
});
