// What signing in and the routes use they take from the files themselves: all that is named here
// would be in the first view, too.
export { Delayed } from "./delayed";
export { Empty, NoMatch } from "./empty";
export { Loading } from "./loading";
export { QueryView } from "./query-view";
export { Stale } from "./stale";
export { ActionFailed, Failed, NotAllowed, ProblemFacts, Refused } from "./trouble";
