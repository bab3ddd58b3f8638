import { Spotlight, createSpotlight } from "@mantine/spotlight";
import { useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { MoonIcon, SearchIcon, SunIcon, SystemIcon } from "../../components/icons";
import { findEverywhere, type PaletteItem } from "./palette-sources";
import { strings } from "./strings";
import { useDestinations } from "./use-destinations";

/** How long nobody types before it is asked for. */
const PAUSE_MS = 200;

const [store, spotlight] = createSpotlight();

/** The palette: pages, what sources find for the text, colours. Mounted once it is first asked for. */
export function Palette({ isOpen, onClosed }: { readonly isOpen: boolean; readonly onClosed: () => void }) {
  const [text, setText] = useState("");
  const navigate = useNavigate();
  const { items, note } = usePaletteItems(text);
  useEffect(() => {
    if (isOpen) {
      spotlight.open();
    }
  }, [isOpen]);
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      attributes={{ content: { "aria-label": strings.searchLong } }}
      query={text}
      onQueryChange={setText}
      onSpotlightClose={onClosed}
      clearQueryOnClose
      scrollable
      maxHeight={420}
    >
      <Spotlight.Search
        placeholder={strings.searchLong}
        aria-label={strings.searchLong}
        leftSection={<SearchIcon />}
      />
      <Spotlight.ActionsList>
        {items.map(({ id, label, hint, icon: Icon, href, run }) => (
          <Spotlight.Action
            key={id}
            label={label}
            {...(hint === undefined ? {} : { description: hint })}
            leftSection={<Icon />}
            onClick={() => {
              run?.();
              if (href !== undefined) {
                void navigate({ href });
              }
            }}
          />
        ))}
        {note !== undefined && <Spotlight.Empty role="status">{note}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** The lines for a text, and what is to be said of what is not there. */
function usePaletteItems(text: string): { items: readonly PaletteItem[]; note: string | undefined } {
  const { setColorScheme } = useMantineColorScheme();
  const destinations = useDestinations();
  const wanted = text.trim();
  const [asked] = useDebouncedValue(wanted, PAUSE_MS);
  const found = useQuery({
    queryKey: ["palette", asked],
    queryFn: ({ signal }) => findEverywhere(asked, signal),
    enabled: wanted !== "" && asked !== "",
    placeholderData: (before) => before,
  });
  const lower = wanted.toLocaleLowerCase();
  const isLike = ({ label }: PaletteItem) => label.toLocaleLowerCase().includes(lower);
  const isAnswered = wanted === "" || (asked === wanted && !found.isPending && !found.isPlaceholderData);
  const before = found.data?.items ?? [];
  const own: PaletteItem[] = [
    ...destinations.map(({ to, label, icon }) => ({ id: to, label, icon, href: to })),
    {
      id: "light",
      label: `${strings.colours}: ${strings.light}`,
      icon: SunIcon,
      run: () => setColorScheme("light"),
    },
    {
      id: "dark",
      label: `${strings.colours}: ${strings.dark}`,
      icon: MoonIcon,
      run: () => setColorScheme("dark"),
    },
    {
      id: "system",
      label: `${strings.colours}: ${strings.system}`,
      icon: SystemIcon,
      run: () => setColorScheme("auto"),
    },
  ];
  const items = [
    // Of what was found for another text only what would be found for this one, too.
    ...(wanted === "" ? [] : isAnswered ? before : before.filter(isLike)),
    ...own.filter(isLike),
  ];
  return { items, note: noteOf(items.length, isAnswered, wanted !== "" && found.data?.isPartial === true) };
}

function noteOf(count: number, isAnswered: boolean, isPartial: boolean): string | undefined {
  if (!isAnswered) {
    return count === 0 ? strings.searching : undefined;
  }
  if (isPartial) {
    return strings.notAllSearched;
  }
  return count === 0 ? strings.nothingFound : undefined;
}
