/** What a list is sorted by, and how the API is asked for it: "name,desc"; of nothing: the list's own order. */
export class Sorting {
  constructor(field, down) {
    this.field = field;
    this.down = down;
  }

  static of(text) {
    const [field = '', order = ''] = (text || '').split(',');
    return new Sorting(/^[A-Za-z]+$/.test(field) ? field : '', order === 'desc');
  }

  static by({ field, down }) {
    return new Sorting(field, down);
  }

  get text() {
    return this.field ? this.field + ',' + (this.down ? 'desc' : 'asc') : '';
  }
}
