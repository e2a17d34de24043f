import { api, type ChatState, type Person } from "./api.ts";
import { openChat, type ChatView } from "./chat.ts";
import { clockBar } from "./clock.ts";
import { el } from "./dom.ts";
import { pickPerson } from "./people.ts";
import { toast } from "./toast.ts";

const POLL_MS = 15_000;

/** The chat page: one person at a time, their chats, and the rehearsal's clock. */
async function start(): Promise<void> {
  const root = document.getElementById("app");
  if (!root) return;
  const { people } = await api.people();
  const nameOf = (openId: string) => people.find((person) => person.openId === openId)?.name ?? openId;
  let stop = () => undefined as void;
  const choose = () => {
    stop();
    history.replaceState(null, "", "#");
    root.replaceChildren(pickPerson(people, (person) => open(person)));
  };
  const open = (person: Person) => {
    stop();
    history.replaceState(null, "", `#${person.openId}`);
    stop = openDesk(root, person, nameOf, choose);
  };
  const asked = people.find(({ openId }) => `#${openId}` === location.hash);
  if (asked) open(asked);
  else choose();
}

function openDesk(
  root: HTMLElement,
  person: Person,
  nameOf: (openId: string) => string,
  leave: () => void,
): () => void {
  const list = el("nav", { class: "chats", "aria-label": "会话" });
  const main = el("main", { class: "chat" });
  const clock = clockBar();
  let state: ChatState = { nowText: "", chats: [], nextPush: null };
  let view: ChatView | null = null;
  const desk = el("div", { class: "desk" }, [
    el("header", { class: "top" }, [
      el("button", { type: "button", class: "who", "data-testid": "who", on: { click: leave } }, [
        el("strong", { text: person.name }),
        el("span", { text: ` ${person.group}　换人` }),
      ]),
      clock.node,
    ]),
    list,
    main,
  ]);
  root.replaceChildren(desk);

  const drawList = () =>
    list.replaceChildren(
      ...state.chats.map(({ chatId, name, unread, lastText }) =>
        el(
          "button",
          { type: "button", class: chatId === view?.chatId ? "on" : "", on: { click: () => show(chatId) } },
          [
            el("span", { class: "chat-name", text: name }),
            unread > 0 && el("span", { class: "unread", text: String(unread) }),
            el("span", { class: "last", text: lastText }),
          ],
        ),
      ),
    );
  const show = (chatId: string) => {
    const chat = state.chats.find((each) => each.chatId === chatId);
    if (!chat) return;
    view = openChat(chat, person, nameOf);
    main.replaceChildren(view.node);
    drawList();
    void refresh();
  };
  const refresh = async () => {
    state = await api.state(person.openId);
    clock.show(state);
    await view?.refresh();
    state = {
      ...state,
      chats: state.chats.map((chat) => (chat.chatId === view?.chatId ? { ...chat, unread: 0 } : chat)),
    };
    drawList();
    if (!view && state.chats[0]) show(state.chats[0].chatId);
  };
  const safely = () =>
    void refresh().catch((error: unknown) => toast("error", `连不上演练服务：${String(error)}`));
  const events = new EventSource(`/api/events?person=${encodeURIComponent(person.openId)}`);
  let pending = 0;
  events.addEventListener("message", () => {
    clearTimeout(pending);
    pending = window.setTimeout(safely, 80);
  });
  const timer = setInterval(safely, POLL_MS);
  safely();
  return () => {
    events.close();
    clearInterval(timer);
  };
}

void start();
