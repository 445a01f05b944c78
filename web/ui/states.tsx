import type { ComponentChildren } from "preact";
import { classes } from "./classes";

interface EmptyStateProps {
  icon: ComponentChildren;
  title: string;
  text?: string | undefined;
  action?: ComponentChildren;
  /** There is nothing else on the page: the title is its heading. */
  isWholePage?: boolean;
}

/** Nothing here, and what one could do about it. */
export function EmptyState(props: EmptyStateProps) {
  const Title = props.isWholePage ? "h1" : "p";
  return (
    <div class="empty">
      <span class="empty__mark" aria-hidden="true">
        {props.icon}
      </span>
      <Title class="empty__title">{props.title}</Title>
      {props.text && <p class="empty__text">{props.text}</p>}
      {props.action && <div class="empty__action">{props.action}</div>}
    </div>
  );
}

/** The shape of what is coming. */
export function Skeleton({ width, height = 12, isRound }: { width: number | string; height?: number; isRound?: boolean }) {
  return <span class={classes("skeleton", isRound && "skeleton--round")} style={{ inlineSize: width, blockSize: height }} aria-hidden="true" />;
}

/** Rows that are coming, for lists of people and chats. */
export function SkeletonRows({ count, label }: { count: number; label: string }) {
  return (
    <div role="status">
      <span class="hidden-visually">{label}</span>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} class="list-row" aria-hidden="true">
          <Skeleton width={32} height={32} isRound />
          <span class="list-row__body">
            <Skeleton width={`${35 + ((index * 17) % 30)}%`} />
            <br />
            <Skeleton width={`${60 + ((index * 23) % 35)}%`} height={10} />
          </span>
        </div>
      ))}
    </div>
  );
}

interface BannerProps {
  tone?: "warn" | "danger" | "ok";
  icon?: ComponentChildren;
  action?: ComponentChildren;
  children: ComponentChildren;
}

/** A state that lasts, said where it matters. */
export function Banner({ tone, icon, action, children }: BannerProps) {
  return (
    <div class={classes("banner", tone && `banner--${tone}`)} role={tone === "danger" ? "alert" : "status"}>
      {icon}
      <span class="banner__text">{children}</span>
      {action}
    </div>
  );
}
