/** Whether a part of a name changes from run to run: a number, version or date, or a hash with digits and letters. */
export function changesEachTime(name: string): boolean {
  return changing.test(name)
}

const changing = /(?:^|[-.])(?:v?\d+(?:[-.]\d+)*[a-z]?|r\d+|(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{6,64})(?:$|[-.])/
