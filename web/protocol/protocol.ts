// Generated from parlour/protocol by tools/generate_protocol.py. Do not edit.

export const PROTOCOL_VERSION = 1;
export const MESSAGE_CHARACTERS = 4000;
export const FRAME_BYTES = 32768;
export const NAME_CHARACTERS = 120;
export const EMAIL_CHARACTERS = 254;
export const FIELD_CHARACTERS = 500;
export const FIELDS_COUNT = 20;
export const COMMENT_CHARACTERS = 1000;
export const URL_CHARACTERS = 2000;
export const TITLE_CHARACTERS = 200;
export const AUTHENTICATE_SECONDS = 10;
export const HEARTBEAT_SECONDS = 20;
export const SILENCE_SECONDS = 50;
export const TYPING_SECONDS = 6;
export const RESUME_ENTRIES = 200;
export const OPEN_ENTRIES = 60;
export const MESSAGES_PER_MINUTE = 60;
export const MESSAGES_BURST = 20;
export const OPERATOR_MESSAGES_PER_SECOND = 20;
export const OPERATOR_MESSAGES_BURST = 60;
export const FRAMES_PER_SECOND = 30;
export const FRAMES_BURST = 120;
export const CHATS_PER_ADDRESS_PER_MINUTE = 10;
export const SOCKETS_PER_ADDRESS = 50;
export const UNREAD_COUNTED = 99;

export type Side = "visitor" | "operator";
export type ChatState = "waiting" | "active" | "ended";

/** An operator as visitors see one: display name, job title, motto and photo, nothing else. */
export interface OperatorFace {
  id: string;
  name: string;
  job_title?: string;
  motto?: string;
  photo_url?: string | null;
}

/** Entry: something that was said. `client_id` is the sender's own id of it, unique in the chat. */
export interface Message {
  kind: "message";
  position: number;
  created_at: string;
  author: "visitor" | "operator";
  text: string;
  client_id: string;
  operator_id?: string | null;
}

/** Entry: an operator took the chat; it is theirs now, and theirs alone. */
export interface Taken {
  kind: "taken";
  position: number;
  created_at: string;
  operator: OperatorFace;
}

/** Entry: the chat is over, and who ended it. Nothing but a rating follows it. */
export interface Ended {
  kind: "ended";
  position: number;
  created_at: string;
  by: "visitor" | "operator";
  operator_id?: string | null;
}

/** Entry: the visitor's judgement, 1 (poor) to 5 (excellent), with words if they wished. A later one replaces it. */
export interface Rated {
  kind: "rated";
  position: number;
  created_at: string;
  score: number;
  comment?: string;
}

/** How far each side has come: the highest position delivered to it and read by it. They only grow. */
export interface Marks {
  visitor_delivered?: number;
  visitor_read?: number;
  operator_delivered?: number;
  operator_read?: number;
}

/** The page of the site that a visitor has open. Text from outside: show it, never trust it. */
export interface Page {
  url?: string;
  title?: string;
  referrer?: string;
}

/** A visitor as operators see one. `short_address` is an IP address with its last part removed (/24 or /48). */
export interface VisitorCard {
  id: string;
  name?: string;
  email?: string;
  fields?: Record<string, string>;
  is_verified?: boolean;
  is_online?: boolean;
  page?: Page | null;
  browser?: string;
  system?: string;
  language?: string;
  short_address?: string;
  chats_count?: number;
}

/** A visitor's judgement of a chat: 1 (poor) to 5 (excellent). */
export interface Rating {
  score: number;
  comment?: string;
}

/** One chat at one moment, without its entries. Operators get `visitor`; visitors do not.
 * 
 * `operators` are all who took part, `operator_id` the one whose chat it is now, `last_position` that of the newest entry. */
export interface Chat {
  id: string;
  site_id: string;
  state: "waiting" | "active" | "ended";
  started_at: string;
  last_position?: number;
  last_text?: string;
  last_author?: "visitor" | "operator" | null;
  last_at?: string | null;
  operator_id?: string | null;
  operators?: OperatorFace[];
  is_left_message?: boolean;
  ended_at?: string | null;
  ended_by?: "visitor" | "operator" | null;
  rating?: Rating | null;
  marks?: Marks;
  visitor?: VisitorCard | null;
}

/** One line of the console's list. `unread` counts the visitor's messages that the operator has not read, up to 99. */
export interface ChatRow {
  id: string;
  site_id: string;
  state: "waiting" | "active" | "ended";
  started_at: string;
  visitor_id: string;
  visitor_name: string;
  last_position: number;
  last_text: string;
  last_at: string;
  last_author?: "visitor" | "operator" | null;
  operator_id?: string | null;
  unread?: number;
  operator_read?: number;
  is_left_message?: boolean;
  is_visitor_online?: boolean;
}

/** An operator as colleagues see one. */
export interface Colleague {
  id: string;
  name: string;
  email: string;
  role: "owner" | "operator";
  job_title?: string;
  motto?: string;
  photo_url?: string | null;
  is_online?: boolean;
  accepts_chats?: boolean;
}

/** One question of the form before a chat. `name` and `email` are known keys; others become the visitor's fields. */
export interface FormField {
  key: string;
  label: string;
  kind?: "text" | "email" | "choice";
  is_required?: boolean;
  choices?: string[];
}

/** The consent asked for before a chat: its text, the policy it points at, and the version that is recorded. */
export interface Consent {
  text: string;
  policy_url: string;
  version: string;
}

/** All that a widget needs to draw itself; public by nature, and the same for everybody. */
export interface SiteLook {
  name: string;
  color: string;
  position?: "left" | "right";
  greeting?: string;
  offline_greeting?: string;
  form?: FormField[];
  consent?: Consent | null;
  is_preview_on?: boolean;
  is_online?: boolean;
  operators?: OperatorFace[];
}

/** A site as operators see one. */
export interface SiteCard {
  id: string;
  name: string;
  is_preview_on?: boolean;
}


/** Who the visitor is on the host's own site. `signature` is the hex HMAC-SHA256 of
 * `external_id + "\n" + str(expires_at)` under the site's identity secret; `expires_at` is in Unix seconds. */
export interface Identity {
  external_id: string;
  signature: string;
  expires_at: number;
  name?: string;
  email?: string;
}

/** A visitor's first frame: who they are and where. Answered with `welcome_visitor`. */
export interface Authenticate {
  type: "authenticate";
  visitor_key: string;
  language?: string;
  page?: Page;
  identity?: Identity | null;
}

/** Visitor: begin a chat, with its first message and the answers of the form. Answered with `chat_opened`. */
export interface StartChat {
  type: "start_chat";
  client_id: string;
  text: string;
  name?: string;
  email?: string;
  fields?: Record<string, string>;
  consent_version?: string | null;
}

/** Say something in a chat that is open. Answered with `stored`, once it is on disk. */
export interface SendMessage {
  type: "send_message";
  client_id: string;
  chat_id: string;
  text: string;
}

/** Show a chat and follow it. Answered with `chat_opened`, holding its newest entries. */
export interface OpenChat {
  type: "open_chat";
  client_id: string;
  chat_id: string;
}

/** Follow a chat from a known position on, after a gap, a reconnect or a sleep. Answered with `chat_opened`. */
export interface Resume {
  type: "resume";
  client_id: string;
  chat_id: string;
  after: number;
}

/** Stop following a chat. Not answered. */
export interface LeaveChat {
  type: "leave_chat";
  chat_id: string;
}

/** Read older entries of a chat. Answered with `history`. */
export interface ReadHistory {
  type: "read_history";
  client_id: string;
  chat_id: string;
  before: number;
  limit?: number;
}

/** Say how far the chat has been delivered to and read by this side. Not answered; lower marks change nothing. */
export interface Mark {
  type: "mark";
  chat_id: string;
  delivered?: number;
  read?: number;
}

/** Say that this side is typing; an empty `text` and `is_typing` false end it. Not answered, never stored.
 * 
 * A visitor's `text` reaches operators only where the site shows previews. */
export interface Typing {
  type: "typing";
  chat_id: string;
  is_typing?: boolean;
  text?: string;
}

/** End a chat. Answered with `done`; ending an ended chat changes nothing. */
export interface EndChat {
  type: "end_chat";
  client_id: string;
  chat_id: string;
}

/** Visitor: judge a chat, 1 (poor) to 5 (excellent). Answered with `done`. */
export interface RateChat {
  type: "rate_chat";
  client_id: string;
  chat_id: string;
  score: number;
  comment?: string;
}

/** Visitor: prove who they are by the host's signature. Answered with `welcome_visitor` and a new visitor key. */
export interface Identify {
  type: "identify";
  client_id: string;
  identity: Identity;
}

/** Visitor: give a name, an e-mail address or fields. Nothing is proven by it. Answered with `done`. */
export interface DescribeVisitor {
  type: "describe_visitor";
  client_id: string;
  name?: string | null;
  email?: string | null;
  fields?: Record<string, string>;
}

/** Visitor: another page is open now. Not answered, never stored by itself. */
export interface VisitPage {
  type: "visit_page";
  page: Page;
}

/** Visitor: forget this browser; its visitor key opens nothing any more. Answered with `done`, then closed. */
export interface SignOut {
  type: "sign_out";
  client_id: string;
}

/** Operator: make a waiting chat one's own. Answered with `done`; exactly one operator succeeds. */
export interface TakeChat {
  type: "take_chat";
  client_id: string;
  chat_id: string;
}

/** Operator: accept new chats or not. Answered with `done`. */
export interface SetAvailability {
  type: "set_availability";
  client_id: string;
  accepts_chats: boolean;
}

/** A sign of life, answered with `pong`. */
export interface Ping {
  type: "ping";
}


/** Answer to `authenticate` and `identify`: who the visitor is to us, the site's look, and the chat that goes on.
 * 
 * `chat` is the visitor's newest chat (absent when there is none) with its newest entries. `visitor_key`, when present,
 * replaces the one the client had: the old one opens nothing any more. */
export interface WelcomeVisitor {
  type: "welcome_visitor";
  server_time: string;
  site: SiteLook;
  name?: string;
  email?: string;
  chat?: Chat | null;
  entries?: Entry[];
  has_older?: boolean;
  visitor_key?: string | null;
  client_id?: string | null;
}

/** First event on an operator's connection: who one is, who the colleagues are, and every chat that is not ended. */
export interface WelcomeOperator {
  type: "welcome_operator";
  server_time: string;
  me: Colleague;
  organization_name: string;
  colleagues: Colleague[];
  sites: SiteCard[];
  rows: ChatRow[];
}

/** The message is on disk at this position. Stands in the sender's stream exactly where others get `entry_added`. */
export interface Stored {
  type: "stored";
  client_id: string;
  chat_id: string;
  position: number;
  created_at: string;
}

/** The command was carried out. */
export interface Done {
  type: "done";
  client_id: string;
}

/** The command was not carried out and nothing changed. The same shape as a refusal over HTTP.
 * 
 * `client_id` is absent where the frame was too broken to hold one. `is_retryable` false means: do not send it again. */
export interface Refused {
  type: "refused";
  code: string;
  message: string;
  status: number;
  is_retryable?: boolean;
  client_id?: string | null;
  field?: string | null;
  retry_after_seconds?: number | null;
}

/** Answer to `open_chat`, `resume` and `start_chat`: the chat as it stands, and entries in order.
 * 
 * From `resume`, entries begin right after the position asked for; `has_newer` says to resume again from the last one. */
export interface ChatOpened {
  type: "chat_opened";
  client_id: string;
  chat: Chat;
  entries?: Entry[];
  has_older?: boolean;
  has_newer?: boolean;
}

/** Answer to `read_history`: entries in order, all before the position asked for. */
export interface History {
  type: "history";
  client_id: string;
  chat_id: string;
  entries?: Entry[];
  has_older?: boolean;
}

/** Something happened in the chat. Its position is the last one plus one, or the client has a gap and resumes. */
export interface EntryAdded {
  type: "entry_added";
  chat_id: string;
  entry: Entry;
}

/** How far both sides have come; replaces what was known where it is higher. */
export interface Marked {
  type: "marked";
  chat_id: string;
  marks: Marks;
}

/** The other side is typing or stopped; fades by itself after 6 seconds. */
export interface TypingChanged {
  type: "typing_changed";
  chat_id: string;
  side: "visitor" | "operator";
  is_typing: boolean;
  operator_id?: string | null;
  text?: string;
}

/** Lines of the console's list as they stand now; an ended chat's line is there once, to be removed. */
export interface RowsChanged {
  type: "rows_changed";
  rows: ChatRow[];
}

/** Visitor: whether somebody is there to answer, and who. */
export interface AvailabilityChanged {
  type: "availability_changed";
  is_online: boolean;
  operators?: OperatorFace[];
}

/** Operator: a colleague came, went, changed their profile or their availability. */
export interface ColleagueChanged {
  type: "colleague_changed";
  colleague: Colleague;
}

/** Operator: a colleague has no seat any more. */
export interface ColleagueRemoved {
  type: "colleague_removed";
  operator_id: string;
}

/** Operator: the visitor of this chat was named, came, left or opened another page. */
export interface VisitorChanged {
  type: "visitor_changed";
  chat_id: string;
  visitor: VisitorCard;
}

/** Operator: the visitor came, left, or opened another page; all else about them stays. */
export interface VisitorMoved {
  type: "visitor_moved";
  chat_id: string;
  is_online: boolean;
  page?: Page | null;
}

/** Answer to `ping`. */
export interface Pong {
  type: "pong";
}

/** Last event before the server closes: why, and how long to wait before coming back (absent: do not come back). */
export interface Goodbye {
  type: "goodbye";
  code: string;
  message: string;
  reconnect_after_seconds?: number | null;
}

export type Entry = Message | Taken | Ended | Rated;
export type VisitorCommand = SendMessage | OpenChat | Resume | LeaveChat | ReadHistory | Mark | Typing | EndChat | Ping | Authenticate | StartChat | RateChat | Identify | DescribeVisitor | VisitPage | SignOut;
export type OperatorCommand = SendMessage | OpenChat | Resume | LeaveChat | ReadHistory | Mark | Typing | EndChat | Ping | TakeChat | SetAvailability;
export type ServerEvent = WelcomeVisitor | WelcomeOperator | Stored | Done | Refused | ChatOpened | History | EntryAdded | Marked | TypingChanged | RowsChanged | AvailabilityChanged | ColleagueChanged | ColleagueRemoved | VisitorChanged | VisitorMoved | Pong | Goodbye;
