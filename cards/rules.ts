/** What each part of a card may carry (CONTRACT §6): an unknown property makes Feishu refuse the card. */
const COMMON = "tag element_id margin";
const ACTIVE = "name required disabled disabled_tips width confirm behaviors hover_tips";

const TAGS: Record<string, string> = {
  plain_text: "tag content i18n_content text_size text_color text_align lines",
  lark_md: "tag content i18n_content text_size text_align lines",
  text_tag: "tag element_id text color",
  standard_icon: "tag token color size",
  custom_icon: "tag img_key size",
  markdown: `${COMMON} content text_align text_size icon`,
  div: `${COMMON} text fields icon width`,
  hr: COMMON,
  img: `${COMMON} img_key alt title corner_radius scale_type size transparent preview`,
  person: `${COMMON} user_id size show_avatar show_name style`,
  chart: `${COMMON} chart_spec aspect_ratio color_theme height preview`,
  table: `${COMMON} page_size row_height row_max_height freeze_first_column header_style columns rows`,
  form: `${COMMON} name elements direction padding horizontal_spacing vertical_spacing horizontal_align vertical_align`,
  column_set: `${COMMON} flex_mode horizontal_spacing horizontal_align background_style action columns`,
  column: `${COMMON} width weight vertical_align vertical_spacing horizontal_align padding background_style elements action direction`,
  interactive_container: `${COMMON} behaviors width height background_style has_border border_color corner_radius padding disabled disabled_tips confirm hover_tips elements direction vertical_spacing`,
  collapsible_panel: `${COMMON} header expanded border elements padding vertical_spacing background_color direction`,
  input: `${COMMON} ${ACTIVE} input_type max_length rows auto_resize max_rows placeholder default_value label label_position`,
  button: `${COMMON} ${ACTIVE} text type size icon form_action_type`,
  select_static: `${COMMON} ${ACTIVE} options initial_option initial_index placeholder type`,
  multi_select_static: `${COMMON} ${ACTIVE} options selected_values placeholder type`,
  select_person: `${COMMON} ${ACTIVE} options initial_option placeholder type`,
  multi_select_person: `${COMMON} ${ACTIVE} options selected_values placeholder type`,
  date_picker: `${COMMON} ${ACTIVE} initial_date placeholder`,
  picker_time: `${COMMON} ${ACTIVE} initial_time placeholder`,
  picker_datetime: `${COMMON} ${ACTIVE} initial_datetime placeholder`,
  checker: `${COMMON} ${ACTIVE} text checked overall_checkable button_area checked_style`,
  overflow: `${COMMON} ${ACTIVE} options`,
};

export const ALLOWED = new Map(Object.entries(TAGS).map(([tag, names]) => [tag, new Set(names.split(" "))]));

/** Parts that people fill or press: inside a form each needs a name. */
export const INTERACTIVE = new Set(
  "input button select_static multi_select_static select_person multi_select_person date_picker picker_time picker_datetime checker overflow".split(
    " ",
  ),
);

export const CONTAINERS = new Set([
  "form",
  "column_set",
  "column",
  "interactive_container",
  "collapsible_panel",
]);

/** Only at the root of the body. */
export const ROOT_ONLY = new Set(["form", "table"]);

export const HEADER_COLOURS = new Set(
  "blue wathet turquoise green yellow orange red carmine violet purple indigo grey default".split(" "),
);
export const TAG_COLOURS = new Set(
  "neutral blue turquoise lime orange violet indigo wathet green yellow red purple carmine".split(" "),
);

export const REQUIRED: Record<string, readonly string[]> = {
  markdown: ["content"],
  div: ["text"],
  img: ["img_key", "alt"],
  chart: ["chart_spec"],
  table: ["columns", "rows"],
  form: ["name", "elements"],
  column_set: ["columns"],
  column: ["elements"],
  interactive_container: ["behaviors", "elements"],
  collapsible_panel: ["header", "elements"],
  button: ["text"],
};

export const ROOT = new Set(["schema", "config", "card_link", "header", "body"]);
export const CONFIG = new Set(
  "update_multi enable_forward enable_forward_interaction width_mode summary locales use_custom_translation streaming_mode streaming_config style".split(
    " ",
  ),
);
export const HEADER = new Set(
  "title subtitle template text_tag_list i18n_text_tag_list icon padding".split(" "),
);
export const BODY = new Set(
  "direction padding horizontal_spacing horizontal_align vertical_spacing vertical_align elements".split(" "),
);

export const LIMITS = {
  bytes: 28_000,
  objects: 180,
  depth: 5,
  tables: 5,
  valueBytes: 1024,
  tags: 3,
  input: 1000,
} as const;
