import type { HttpInstance } from "@larksuiteoapi/node-sdk";
import axios, { type AxiosAdapter } from "axios";

/** The SDK wants bodies where axios answers with responses: the interceptor below makes the one the other. */
const givesBodies = (instance: object): instance is HttpInstance =>
  "request" in instance && "post" in instance;

/** Requests that end: a time limit, no proxy, no redirects, no retry of their own (CONTRACT §7.5). */
export function openRequests(timeout: number, adapter?: AxiosAdapter): HttpInstance {
  const http = axios.create({ timeout, proxy: false, maxRedirects: 0, ...(adapter ? { adapter } : {}) });
  http.interceptors.response.use((response) =>
    "$return_headers" in response.config ? { data: response.data, headers: response.headers } : response.data,
  );
  const requests: object = http;
  if (!givesBodies(requests)) throw new Error("axios has changed");
  return requests;
}
