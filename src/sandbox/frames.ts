import protobuf from "protobufjs";

const SCHEMA = `
syntax = "proto2";
message Header { required string key = 1; required string value = 2; }
message Frame {
  required uint64 SeqID = 1;
  required uint64 LogID = 2;
  required int32 service = 3;
  required int32 method = 4;
  repeated Header headers = 5;
  optional string payload_encoding = 6;
  optional string payload_type = 7;
  optional bytes payload = 8;
  optional string LogIDNew = 9;
}`;

const FrameType = protobuf.parse(SCHEMA, { keepCase: true }).root.lookupType("Frame");

/** Control frames carry pings, data frames carry events (CONTRACT §1.5). */
export type Frame = { control: boolean; headers: Record<string, string>; payload: string };

export function encodeFrame({ control, headers, payload }: Frame): Uint8Array {
  const frame = {
    SeqID: 1,
    LogID: 1,
    service: 1,
    method: control ? 0 : 1,
    headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
    payload: Buffer.from(payload),
  };
  return FrameType.encode(FrameType.create(frame)).finish();
}

export function decodeFrame(bytes: Uint8Array): Frame {
  const {
    method,
    headers = [],
    payload = new Uint8Array(),
  } = FrameType.toObject(FrameType.decode(bytes), { bytes: Buffer });
  const pairs = Array.isArray(headers)
    ? headers.map((each: { key: string; value: string }) => [each.key, each.value])
    : [];
  return {
    control: method === 0,
    headers: Object.fromEntries(pairs),
    payload: Buffer.from(payload).toString("utf8"),
  };
}
