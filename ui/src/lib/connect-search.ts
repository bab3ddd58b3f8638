/** What the address of the page for connecting says: all but the secret. */
export interface ConnectSearch {
  readonly client?: string;
  readonly endpoint?: string;
  readonly bucket?: string;
  readonly key?: string;
}
