/** What the page for connecting says. */
export const strings = {
  title: "Connect",
  about:
    "Any program that speaks S3 can use this store. Choose one: what it needs is below, ready to copy.",
  endpoint: "S3 endpoint",
  endpointFault: "http:// or https://, a host, perhaps a port, and nothing behind",
  endpointLocal:
    "Only programs on the server's own machine reach this address. For others, enter the one that they use; PUBLIC_URL in the server's settings makes it known everywhere.",
  bucket: "Bucket",
  bucketHint: "Pick one, or write its name",
  region: "Region",
  key: "Access key",
  secret: "Secret key",
  secretHint: "Kept nowhere: it goes into the texts below, and is forgotten with the page",
  secretUnset: "SECRET-KEY",
  bucketUnset: "my-bucket",
  make: "Create access key",
  makeHint: "Secret keys are shown only once. If yours is lost, create another access key for the program.",
  made: (key: string) => `The access key ${key} was created. Its secret key is in the texts below; it is not shown again.`,
  theSecret: "the secret key",
  clients: "Program",
  hello: "The texts send a small file from the folder where they run. Make it first:",
  helloCommand: "echo hello > hello.txt",
  commands: "In a shell",
  text: (client: string, file: string) => `the text for ${client}: ${file}`,
} as const;
