/** The texts, as they are in the folder beside: a test of the server runs each of them from there. */
const files = import.meta.glob<string>("./texts/*.txt", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** One text of a client: a file to be written, or commands. */
export interface Part {
  /** What kind of file it is, which says how values are quoted in it. */
  readonly kind: string;
  /** Where it goes; nothing for commands. */
  readonly file?: string;
  readonly template: string;
}

/** A program that speaks S3. */
export interface Client {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly parts: readonly Part[];
}

function part(name: string, file?: string): Part {
  const template = files[`./texts/${name}.txt`];
  if (template === undefined) {
    throw new Error(`there is no text ${name}`);
  }
  return { kind: name.split(".")[1] ?? "", template, ...(file === undefined ? {} : { file }) };
}

/** The clients, in the order in which they are offered. */
export const clients: readonly Client[] = [
  {
    id: "aws",
    name: "AWS CLI",
    about: "The command line of AWS, version 2.13 or later.",
    parts: [part("aws.sh")],
  },
  {
    id: "boto3",
    name: "Python (boto3)",
    about: "pip install boto3",
    parts: [part("boto3.py", "hello.py")],
  },
  {
    id: "javascript",
    name: "JavaScript",
    about: "npm install @aws-sdk/client-s3",
    parts: [part("javascript.mjs", "hello.mjs")],
  },
  {
    id: "java",
    name: "Java",
    about: "The AWS SDK for Java 2: software.amazon.awssdk:s3",
    parts: [part("java.java", "Hello.java")],
  },
  {
    id: "rclone",
    name: "rclone",
    about: "Copies and syncs folders.",
    parts: [part("rclone.conf", "~/.config/rclone/rclone.conf"), part("rclone.sh")],
  },
  {
    id: "restic",
    name: "restic",
    about: "Encrypted backups. It takes the whole bucket for its own.",
    parts: [part("restic.sh")],
  },
  {
    id: "s3cmd",
    name: "s3cmd",
    about: "An older command line.",
    parts: [part("s3cmd.cfg", "~/.s3cfg"), part("s3cmd.sh")],
  },
  {
    id: "mc",
    name: "mc",
    about: "The command line of MinIO.",
    parts: [part("mc.sh")],
  },
  {
    id: "s3fs",
    name: "s3fs",
    about: "Mounts a bucket as a folder, on Linux and macOS.",
    parts: [part("s3fs.sh")],
  },
  {
    id: "terraform",
    name: "Terraform",
    about: "The provider for AWS; OpenTofu takes the same.",
    parts: [part("terraform.tf", "main.tf"), part("terraform.sh")],
  },
  {
    id: "hadoop",
    name: "Hadoop",
    about: "S3A, of hadoop-aws 3.4.",
    parts: [part("hadoop.xml", "core-site.xml"), part("hadoop.sh")],
  },
  {
    id: "spark",
    name: "Spark",
    about: "Through S3A, too.",
    parts: [part("spark.conf", "conf/spark-defaults.conf"), part("spark.py", "hello.py")],
  },
  {
    id: "curl",
    name: "curl",
    about: "Signs by itself since 7.75.",
    parts: [part("curl.sh")],
  },
];
