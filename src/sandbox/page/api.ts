export type Person = { openId: string; name: string; title: string; group: string };
export type Chat = { chatId: string; name: string; kind: "p2p" | "group"; unread: number; lastText: string };
export type ChatState = { nowText: string; chats: Chat[]; nextPush: { at: string; text: string } | null };
export type Message = {
  messageId: string;
  mine: boolean;
  fromName: string;
  atText: string;
  dayText: string;
  type: string;
  content: Record<string, unknown>;
  parentId?: string;
  parentText?: string;
  recalled?: boolean;
};
export type Pressed = {
  toast?: { type: string; content: string };
  card?: Record<string, unknown>;
  error?: { code: number; text: string };
};

async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  const init = body
    ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }
    : {};
  const response = await fetch(`/api${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

const query = (person: string) => `?person=${encodeURIComponent(person)}`;

/** What the page asks of the sandbox. */
export const api = {
  people: () => ask<{ people: Person[] }>("/people"),
  state: (person: string) => ask<ChatState>(`/state${query(person)}`),
  messages: (chatId: string, person: string) =>
    ask<{ messages: Message[] }>(`/chats/${chatId}/messages${query(person)}`),
  send: (chatId: string, said: object) => ask<{ messageId: string }>(`/chats/${chatId}/messages`, said),
  click: (pressed: object) => ask<Pressed>("/click", pressed),
  clock: (move: object) => ask<{ nowText: string }>("/clock", move),
};
