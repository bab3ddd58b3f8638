/** What is wrong with a name for a bucket; each has a sentence of its own. */
export type NameFault =
  | "short"
  | "long"
  | "characters"
  | "label"
  | "address"
  | "reserved";

const RESERVED = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;
const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/**
 * What S3 does not let a bucket be called; undefined for a name that is right.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function nameFault(name: string): NameFault | undefined {
  if (!/^[a-z0-9.-]*$/.test(name)) {
    return "characters";
  }
  if (name.length < 3) {
    return "short";
  }
  if (name.length > 63) {
    return "long";
  }
  if (!name.split(".").every((label) => LABEL.test(label))) {
    return "label";
  }
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(name)) {
    return "address";
  }
  return RESERVED.test(name) ? "reserved" : undefined;
}
