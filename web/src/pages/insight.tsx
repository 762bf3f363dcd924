export default function P(_: Record<string, string>) {
  return null;
}
