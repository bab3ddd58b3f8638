import type { LinkProps } from "@tanstack/react-router";
import type { ComponentType } from "react";
import {
  AuditIcon,
  BucketIcon,
  ChecksIcon,
  ConnectIcon,
  JobsIcon,
  LogsIcon,
  OverviewIcon,
  SettingsIcon,
  UsersIcon,
} from "../../components/icons";
import { strings } from "./strings";

/** A page that the menu and the palette lead to. */
export interface Destination {
  readonly to: NonNullable<LinkProps["to"]>;
  readonly label: string;
  readonly icon: ComponentType<{ size?: number }>;
  /** What it takes to see it; nothing where everybody may. */
  readonly needs?: string;
}

/** The pages in the order of the menu. */
export const destinations: readonly Destination[] = [
  { to: "/", label: strings.overview, icon: OverviewIcon },
  { to: "/buckets", label: strings.buckets, icon: BucketIcon },
  { to: "/connect", label: strings.connect, icon: ConnectIcon },
  { to: "/users", label: strings.users, icon: UsersIcon, needs: "admin:ListUsers" },
  { to: "/jobs", label: strings.jobs, icon: JobsIcon, needs: "admin:ListJobs" },
  { to: "/logs", label: strings.logs, icon: LogsIcon, needs: "admin:ListPastRequests" },
  { to: "/audit", label: strings.audit, icon: AuditIcon, needs: "admin:ReadAudit" },
  { to: "/checks", label: strings.checks, icon: ChecksIcon, needs: "admin:GetSettings" },
  { to: "/settings", label: strings.settings, icon: SettingsIcon, needs: "admin:GetSettings" },
];
