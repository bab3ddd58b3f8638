const browsers = [
  ["Firefox", /Firefox\/(\d+)/],
  ["Edge", /Edg\/(\d+)/],
  ["Opera", /OPR\/(\d+)/],
  ["Chrome", /Chrom(?:e|ium)\/(\d+)/],
  ["Safari", /Version\/(\d+)[.\d]* .*Safari/],
] as const;

const systems = [
  ["Android", /Android/],
  ["iPhone", /iPhone/],
  ["iPad", /iPad/],
  ["Windows", /Windows/],
  ["macOS", /Mac OS X/],
  ["Linux", /Linux|X11/],
] as const;

/** What a browser says of itself, in short; what is no browser as it is. */
export function shortAgent(agent: string): string {
  const found = browsers.flatMap(([name, pattern]) => {
    const version = pattern.exec(agent)?.[1];
    return version === undefined ? [] : [`${name} ${version}`];
  })[0];
  const system = systems.find(([, pattern]) => pattern.test(agent))?.[0];
  return found === undefined ? agent : system === undefined ? found : `${found}, ${system}`;
}
