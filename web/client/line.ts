// What a thread needs of a connection. Either side's will do: its methods accept both sides' commands.
import type { OperatorCommand, ServerEvent, VisitorCommand } from "../protocol/protocol";
import type { ConnectionState } from "./connection";

export type AnyCommand = VisitorCommand | OperatorCommand;

export interface Line {
  readonly state: ConnectionState;
  readonly generation: number;
  send(command: AnyCommand): boolean;
  request(command: AnyCommand & { client_id: string }): Promise<ServerEvent>;
}
