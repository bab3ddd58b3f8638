import {
  createRootRoute,
  createRoute,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { isOrder, type BucketSearch, type BucketsSearch } from "../lib/bucket-search";
import type { ConnectSearch } from "../lib/connect-search";
import { ranges, type Range } from "../lib/ranges";
import { loadSession, sessionState } from "../lib/http/session";
import { safeNext } from "../lib/next";
import { texts } from "../lib/search";
import { objectSearch, objectsSearch } from "../lib/places";
import { NotFound } from "./not-found";

const rootRoute = createRootRoute({ notFoundComponent: NotFound });

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } =>
    typeof next === "string" ? { next } : {},
  beforeLoad: async ({ search }) => {
    if (sessionState().kind === "unknown" && (await loadSession())) {
      throw redirect({ href: safeNext(search.next), replace: true });
    }
  },
  component: lazyRouteComponent(() => import("../features/sign-in/sign-in-page"), "SignInPage"),
});

/** What stands around every page behind signing in. */
const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  beforeLoad: async ({ location }) => {
    const { kind } = sessionState();
    // Who was signed out signs in again over the page, where it stands.
    if (kind === "in" || kind === "over" || (await loadSession())) {
      return;
    }
    const next = safeNext(location.href);
    throw redirect({ to: "/sign-in", search: next === "/" ? {} : { next }, replace: true });
  },
  component: lazyRouteComponent(() => import("../features/shell/shell"), "Shell"),
});

const overviewRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/",
  validateSearch: ({ range }: Record<string, unknown>): { range?: Range } =>
    ranges.includes(range as Range) ? { range: range as Range } : {},
  component: lazyRouteComponent(() => import("../features/overview/overview-page"), "OverviewPage"),
});

const bucketsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/buckets",
  validateSearch: ({ q, sort, new: isNew }: Record<string, unknown>): BucketsSearch => ({
    ...(typeof q === "string" ? { q } : {}),
    ...(isOrder(sort) ? { sort } : {}),
    ...(isNew === undefined ? {} : { new: "1" }),
  }),
  component: lazyRouteComponent(() => import("../features/buckets/buckets-page"), "BucketsPage"),
});

/**
 * What stands around the parts of a bucket. Which of its settings shows as JSON is in the address, and
 * which job empties it.
 */
const bucketRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/buckets/$bucket",
  validateSearch: ({ json, job }: Record<string, unknown>): BucketSearch => ({
    ...(typeof json === "string" ? { json } : {}),
    ...(typeof job === "string" ? { job } : {}),
  }),
  component: lazyRouteComponent(() => import("../features/bucket/bucket-page"), "BucketPage"),
});

const bucketIndexRoute = createRoute({
  getParentRoute: () => bucketRoute,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/buckets/$bucket/objects", params, replace: true });
  },
});

const accessRoute = createRoute({
  getParentRoute: () => bucketRoute,
  path: "/access",
  component: lazyRouteComponent(
    () => import("../features/bucket/access/access-page"),
    "AccessPage",
  ),
});

const corsRoute = createRoute({
  getParentRoute: () => bucketRoute,
  path: "/cors",
  component: lazyRouteComponent(
    () => import("../features/bucket/cors/cors-page"),
    "CorsPage",
  ),
});

const versioningRoute = createRoute({
  getParentRoute: () => bucketRoute,
  path: "/versioning",
  component: lazyRouteComponent(
    () => import("../features/bucket/versioning/versioning-page"),
    "VersioningPage",
  ),
});

const quotaRoute = createRoute({
  getParentRoute: () => bucketRoute,
  path: "/quota",
  component: lazyRouteComponent(
    () => import("../features/bucket/quota/quota-page"),
    "QuotaPage",
  ),
});

const tagsRoute = createRoute({
  getParentRoute: () => bucketRoute,
  path: "/tags",
  component: lazyRouteComponent(
    () => import("../features/bucket/tags/tags-page"),
    "TagsPage",
  ),
});

const uploadsRoute = createRoute({
  getParentRoute: () => bucketRoute,
  path: "/uploads",
  component: lazyRouteComponent(
    () => import("../features/bucket/uploads/uploads-page"),
    "UploadsPage",
  ),
});

const connectRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/connect",
  validateSearch: (search: Record<string, unknown>): ConnectSearch =>
    Object.fromEntries(
      ["client", "endpoint", "bucket", "key"].flatMap((name) =>
        typeof search[name] === "string" ? [[name, search[name]]] : [],
      ),
    ),
  component: lazyRouteComponent(() => import("../features/connect/connect-page"), "ConnectPage"),
});

const usersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/users",
  validateSearch: texts("q"),
  component: lazyRouteComponent(() => import("../features/users/users-page"), "UsersPage"),
});

const userRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/users/$id",
  validateSearch: texts("tab", "action", "bucket", "key", "ip", "tls", "as"),
  component: lazyRouteComponent(() => import("../features/users/user-page"), "UserPage"),
});

const objectsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/buckets/$bucket/objects",
  validateSearch: objectsSearch,
  component: lazyRouteComponent(() => import("../features/objects/objects-page"), "ObjectsPage"),
});

const objectRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/buckets/$bucket/object",
  validateSearch: objectSearch,
  component: lazyRouteComponent(() => import("../features/object/object-page"), "ObjectPage"),
});

const ownRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/own",
  component: lazyRouteComponent(() => import("../features/own/own-page"), "OwnPage"),
});

const logsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/logs",
  validateSearch: texts("show", "port", "bucket", "operation", "status", "requestId", "from", "to"),
  component: lazyRouteComponent(() => import("../features/logs/logs-page"), "LogsPage"),
});

const requestRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/logs/$id",
  component: lazyRouteComponent(() => import("../features/logs/request-page"), "RequestPage"),
});

const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/audit",
  validateSearch: texts("actor", "action", "target", "from", "until"),
  component: lazyRouteComponent(() => import("../features/audit/audit-page"), "AuditPage"),
});

const jobsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/jobs",
  component: lazyRouteComponent(() => import("../features/jobs/jobs-page"), "JobsPage"),
});

const jobRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/jobs/$id",
  component: lazyRouteComponent(() => import("../features/jobs/job-page"), "JobPage"),
});

const checksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/checks",
  validateSearch: texts("kind"),
  component: lazyRouteComponent(() => import("../features/checks/checks-page"), "ChecksPage"),
});

const settingsIndexRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings",
  beforeLoad: () => {
    throw redirect({ to: "/settings/$section", params: { section: "server" }, replace: true });
  },
});

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/$section",
  component: lazyRouteComponent(() => import("../features/settings/settings-page"), "SettingsPage"),
});

/** The table of pages: one row each, and each a chunk of its own. */
export const routeTree = rootRoute.addChildren([
  signInRoute,
  shellRoute.addChildren([
    overviewRoute,
    bucketsRoute,
    connectRoute,
    bucketRoute.addChildren([
      bucketIndexRoute,
      accessRoute,
      corsRoute,
      versioningRoute,
      quotaRoute,
      tagsRoute,
      uploadsRoute,
    ]),
    usersRoute,
    userRoute,
    objectsRoute,
    objectRoute,
    ownRoute,
    logsRoute,
    requestRoute,
    auditRoute,
    jobsRoute,
    jobRoute,
    checksRoute,
    settingsIndexRoute,
    settingsRoute,
  ]),
]);
