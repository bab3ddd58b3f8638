import { useQuery } from "@tanstack/react-query";
import { whoAmIQuery } from "../../lib/whoami";
import { type Destination, destinations } from "./navigation";

/** The pages that who is signed in may see; while nothing is known yet, those that all may. */
export function useDestinations(): readonly Destination[] {
  const { data } = useQuery(whoAmIQuery);
  return destinations.filter(({ needs }) => needs === undefined || data?.actions.includes(needs));
}
