import { NavLink } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import { useDestinations } from "./use-destinations";

/** The menu of pages. */
export function NavigationList({ onFollow }: { readonly onFollow: () => void }) {
  const { pathname } = useLocation();
  const destinations = useDestinations();
  return destinations.map(({ to, label, icon: Icon }) => {
    const isHere = to === "/" ? pathname === "/" : `${pathname}/`.startsWith(`${to}/`);
    return (
      <NavLink
        key={to}
        renderRoot={(props) => <Link to={to} {...props} />}
        label={label}
        leftSection={<Icon />}
        active={isHere}
        aria-current={isHere ? "page" : undefined}
        onClick={onFollow}
      />
    );
  });
}
