import { stroke } from "./icons-base";

export {
  SearchIcon,
  CopyIcon,
  CheckIcon,
  CrossIcon,
  WarningIcon,
  LockIcon,
  ClockIcon,
  EmptyIcon,
  ReloadIcon,
} from "./icons-base";

export const OverviewIcon = stroke("M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z");
export const BucketIcon = stroke("M4 6c0 4 16 4 16 0s-16-4-16 0l2 13c.5 2.5 11.5 2.5 12 0l2-13");
export const UsersIcon = stroke(
  "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 21c0-8 14-8 14 0M16 3.500a4 4 0 0 1 0 7M18 14.500c2.5.8 4 2.8 4 6.5",
);
export const LogsIcon = stroke("M4 6h16M4 12h16M4 18h10");
export const AuditIcon = stroke("M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM9 12l2 2 4-4");
export const JobsIcon = stroke("M12 3v4M12 17v4M3 12h4M17 12h4M6 6l2.5 2.500M15.5 15.500L18 18M6 18l2.5-2.500M15.5 8.500L18 6");
export const ChecksIcon = stroke("M2 12h5l3-8 4 16 3-8h5");
export const SettingsIcon = stroke("M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4");
export const ConnectIcon = stroke("M9 7V3M15 7V3M6 7h12v4a6 6 0 0 1-12 0zM12 17v4");
export const SunIcon = stroke(
  "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.500M17.5 17.500L19 19M5 19l1.5-1.500M17.5 6.500L19 5",
);
export const MoonIcon = stroke("M20 14A8.5 8.5 0 1 1 10 4a7 7 0 0 0 10 10z");
export const SystemIcon = stroke("M3 4h18v12H3zM8 20h8M12 16v4");
export const PersonIcon = stroke("M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-8 16-8 16 0");
export const LeaveIcon = stroke("M14 4H5v16h9M10 12h11M17 8l4 4-4 4");
export const ChevronIcon = stroke("M9 6l6 6-6 6");
export const DownIcon = stroke("M6 9l6 6 6-6");
export const MoreIcon = stroke("M5 11a1 1 0 1 0 .1 0zM12 11a1 1 0 1 0 .1 0zM19 11a1 1 0 1 0 .1 0z");
export const PlusIcon = stroke("M12 5v14M5 12h14");
export const TrashIcon = stroke("M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13");
export const UploadIcon = stroke("M12 16V4M7 9l5-5 5 5M4 20h16");
export const DownloadIcon = stroke("M12 4v12M7 11l5 5 5-5M4 20h16");
export const FolderIcon = stroke("M3 6h6l2 3h10v10H3z");
export const FileIcon = stroke("M6 3h8l4 4v14H6zM14 3v4h4");
export const KeyIcon = stroke("M8 16a4 4 0 1 0 0-.100zM11 13l9-9M17 7l3 3M14 10l2 2");
export const LinkIcon = stroke("M10 14l4-4M8 11l-3 3a4 4 0 0 0 5.5 5.500l3-3M16 13l3-3a4 4 0 0 0-5.5-5.500l-3 3");
export const MoveIcon = stroke("M3 6h6l2 3h10v10H3zM9 14h6M13 11.500l2.5 2.500-2.5 2.500");
export const KeyboardIcon = stroke("M3 6h18v12H3zM7 10h.100M11 10h.100M15 10h.100M7 14h10M18 10h.1");
export const EditIcon = stroke("M4 20l1-5L16 4l4 4L9 19zM13 7l4 4");
export const TagIcon = stroke("M4 4h8l8 8-8 8-8-8zM8 8h.1");
export const PauseIcon = stroke("M9 5v14M15 5v14");
export const PlayIcon = stroke("M8 5l11 7-11 7z");
