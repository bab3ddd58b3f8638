import { ActionIcon, Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { KeyText } from "../../components/key-text";
import { MoreIcon } from "../../components/icons";
import { foldersOf, nameOf } from "../../lib/keys";
import classes from "./objects.module.css";
import { strings } from "./strings";

/** So many of the folders above are shown beside the bucket. */
const SHOWN_MAX = 3;

function Crumb({ bucket, prefix }: { readonly bucket: string; readonly prefix: string }) {
  return (
    <Link
      to="/buckets/$bucket/objects"
      params={{ bucket }}
      search={prefix === "" ? {} : { prefix }}
      className={classes.crumb}
    >
      <KeyText value={prefix === "" ? bucket : nameOf(prefix)} />
    </Link>
  );
}

function Between() {
  return (
    <span aria-hidden="true" className={classes.dim}>
      ›
    </span>
  );
}

/** The bucket and the folders down to here; of many, those in the middle are in a menu. */
export function FolderPath({
  bucket,
  prefix,
  current,
}: {
  readonly bucket: string;
  readonly prefix: string;
  /** What stands at the end in place of the folder: the name of an object. */
  readonly current?: string;
}) {
  const places = ["", ...foldersOf(prefix)];
  const last = current ?? (prefix === "" ? bucket : nameOf(prefix));
  const above = current === undefined ? places.slice(0, -1) : places;
  const folders = above.slice(1);
  const hidden = folders.slice(0, Math.max(0, folders.length - SHOWN_MAX));
  const shown = folders.slice(hidden.length);
  return (
    <nav aria-label={strings.path} className={classes.path}>
      <Link to="/buckets" className={`${classes.crumb ?? ""} ${classes.first ?? ""}`}>
        {strings.buckets}
      </Link>
      <Between />
      {above.length > 0 && (
        <>
          <Crumb bucket={bucket} prefix="" />
          <Between />
        </>
      )}
      {hidden.length > 0 && (
        <Menu position="bottom-start" keepMounted={false} withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={24} aria-label={strings.between}>
              <MoreIcon size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown maw="90vw">
            {hidden.map((folder) => (
              <Menu.Item
                key={folder}
                renderRoot={(props) => (
                  <Link
                    to="/buckets/$bucket/objects"
                    params={{ bucket }}
                    search={{ prefix: folder }}
                    {...props}
                  />
                )}
              >
                <KeyText value={nameOf(folder)} />
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {shown.map((folder) => (
        <Crumb key={folder} bucket={bucket} prefix={folder} />
      ))}
      <h1 className={classes.here}>
        <KeyText value={last} />
      </h1>
    </nav>
  );
}
