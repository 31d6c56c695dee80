/** markdown-it's flat tokens as a tree. */
import type { Token } from 'markdown-it';

export interface TreeNode {
  /** The opening token, or the only one. */
  token: Token;
  children: TreeNode[];
}

export function tokenTree(tokens: readonly Token[]): TreeNode[] {
  const root: TreeNode[] = [];
  const open: TreeNode[][] = [root];
  for (const token of tokens) {
    if (token.nesting === -1) {
      open.pop();
      continue;
    }
    const node: TreeNode = { token, children: [] };
    open.at(-1)?.push(node);
    if (token.nesting === 1) open.push(node.children);
  }
  return root;
}
