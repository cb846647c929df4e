/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Boxes of labels and buttons, in the middle of the station. */
#include "ui/kiosk/plain-screens.h"

#include "ui/kiosk/invitation.h"
#include "ui/kiosk/sticker-picture.h"

#include <adwaita.h>

static GtkWidget *
new_screen (NordWording *wording, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (box, "kiosk-screen");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), nord_wording_label (wording, title, "kiosk-title"));
  return box;
}

GtkWidget *
nord_plain_screen_attract (NordWording *wording, GtkWidget *count, GtkWidget *licence)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *others = nord_wording_label (wording, NULL, "kiosk-others");
  g_autoptr (GString) text = g_string_new (NULL);

  /* Everybody finds a line of their own at the first look. */
  for (const char *const *language = nord_words_list_languages (); *language; language++) {
    g_autoptr (NordWords) words = nord_words_new (*language);

    if (words != NULL && language != nord_words_list_languages () &&
        !g_str_has_prefix (*language, "de-")) {
      /* In one piece: a line breaks between the languages only. */
      g_auto (GStrv) parts = g_strsplit (nord_words_get (words, "touch"), " ", -1);
      g_autofree char *whole = g_strjoinv ("\u00a0", parts);

      /* Room at both sides, and one space to break at: what parts them by a sign would hang at the
       * end of a line. */
      g_string_append_printf (text, "%s\u00a0\u2068%s\u2069\u00a0", text->len > 0 ? "\u2003" : "",
                              whole);
    }
  }
  gtk_label_set_label (GTK_LABEL (others), text->str);
  gtk_label_set_max_width_chars (GTK_LABEL (others), 60);
  gtk_box_append (GTK_BOX (box), nord_invitation_new (wording));
  gtk_box_append (GTK_BOX (box), others);
  gtk_box_append (GTK_BOX (box), count);
  gtk_widget_add_css_class (licence, "kiosk-small");
  gtk_widget_set_visible (licence, FALSE);
  gtk_box_append (GTK_BOX (box), licence);
  gtk_widget_add_css_class (box, "kiosk-words");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "kiosk-attract");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "station.touch");
  return nord_wording_say (wording, button, "touch");
}

/* The name of the language in itself, and whether anybody has read its words, in itself too. */
static GtkWidget *
new_language (const char *id, const NordLanguage *language)
{
  g_autoptr (NordWords) words = nord_words_new (id);
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (language != NULL ? language->name : id);

  nord_wording_let_read (name, id);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_justify (GTK_LABEL (name), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (box), name);
  if (!nord_words_is_checked (words)) {
    GtkWidget *unchecked = gtk_label_new (nord_words_get (words, "unchecked"));

    gtk_widget_add_css_class (unchecked, "kiosk-small");
    gtk_box_append (GTK_BOX (box), unchecked);
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    nord_words_get (words, "unchecked"), -1);
  }
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "kiosk-tile");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (GTK_LABEL (name)), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "station.language");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  return button;
}

GtkWidget *
nord_plain_screen_new_languages (NordProgramme *programme)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  gtk_grid_set_row_spacing (grid, 9);
  gtk_grid_set_column_spacing (grid, 9);
  gtk_grid_set_column_homogeneous (grid, TRUE);
  for (const char *const *id = nord_words_list_languages (); *id; id++)
    gtk_grid_attach (grid, new_language (*id, nord_programme_find_language (programme, *id)), 0,
                     (int) (id - nord_words_list_languages ()), 1, 1);
  return GTK_WIDGET (grid);
}

GtkWidget *
nord_plain_screen_language (NordWording *wording, NordProgramme *programme, GtkWidget **grid)
{
  GtkWidget *box = new_screen (wording, "choose_language");

  *grid = nord_plain_screen_new_languages (programme);
  gtk_box_append (GTK_BOX (box), *grid);
  return box;
}

void
nord_plain_screen_set_columns (GtkWidget *grid, int columns)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (grid);
  int i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (grid); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++) {
    GtkGridLayoutChild *place =
      GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, child));

    gtk_grid_layout_child_set_column (place, i % columns);
    gtk_grid_layout_child_set_row (place, i / columns);
  }
}

GtkWidget *
nord_plain_screen_way (NordWording *wording, GtkWidget **aloud, GtkWidget **children)
{
  static const char *const ways[][2] = {{"way_standard", "standard"},
                                        {"way_large", "large"},
                                        {"way_aloud", "aloud"},
                                        {"way_children", "children"}};
  GtkWidget *box = new_screen (wording, "way_title");

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    GtkWidget *button = nord_wording_button (wording, ways[i][0], "station.way");

    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", ways[i][1]);
    gtk_box_append (GTK_BOX (box), button);
    if (g_str_equal (ways[i][1], "aloud"))
      *aloud = button;
    else if (g_str_equal (ways[i][1], "children"))
      *children = button;
  }
  return box;
}

/* A statement a line, each with a picture before it; and what can be done now. */
typedef struct {
  GtkWidget *box;
  GtkGrid *lines;
  int n;
} Notice;

static GtkWidget *
new_rest (void)
{
  GtkWidget *rest = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_hexpand (rest, TRUE);
  return rest;
}

static Notice
begin_notice (NordWording *wording, const char *title)
{
  Notice notice = {new_screen (wording, title), GTK_GRID (gtk_grid_new ()), 0};
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_grid_set_row_spacing (notice.lines, 6);
  gtk_grid_set_column_spacing (notice.lines, 12);
  /* As wide as its lines, between two that take what is left: newer GTK asks what is aligned how
   * wide it is at a height it can not have while the station is fitted. */
  gtk_box_append (GTK_BOX (middle), new_rest ());
  gtk_box_append (GTK_BOX (middle), GTK_WIDGET (notice.lines));
  gtk_box_append (GTK_BOX (middle), new_rest ());
  gtk_box_append (GTK_BOX (notice.box), middle);
  return notice;
}

static void
add_line (Notice *notice, NordWording *wording, GtkWidget *picture, const char *word)
{
  GtkWidget *label = nord_wording_label (wording, word, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_LEFT);
  gtk_grid_attach (notice->lines, picture, 0, notice->n, 1, 1);
  gtk_grid_attach (notice->lines, label, 1, notice->n++, 1, 1);
}

static GtkWidget *
end_notice (Notice *notice, NordWording *wording)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  /* Both weigh the same: whoever only wants to look is as welcome. */
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_box_append (GTK_BOX (buttons), nord_wording_button (wording, "look", "station.look"));
  gtk_box_append (GTK_BOX (buttons), nord_wording_button (wording, "join", "station.next"));
  gtk_box_append (GTK_BOX (notice->box), buttons);
  return notice->box;
}

GtkWidget *
nord_plain_screen_notice (NordWording *wording)
{
  static const char *const lines[][2] = {{"notice_store", "document-save-symbolic"},
                                         {"notice_not", "action-unavailable-symbolic"},
                                         {"notice_who", "view-reveal-symbolic"},
                                         {"notice_delete", "user-trash-symbolic"},
                                         {"notice_free", "face-smile-symbolic"}};
  Notice notice = begin_notice (wording, "notice_title");

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    GtkWidget *picture =
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                    "icon-name", lines[i][1], "pixel-size", 32, NULL);

    add_line (&notice, wording, picture, lines[i][0]);
  }
  return end_notice (&notice, wording);
}

GtkWidget *
nord_plain_screen_notice_children (NordWording *wording)
{
  static const struct {
    const char *word;
    NordSticker sticker;
  } lines[] = {{"children_keep", NORD_STICKER_STAR},
               {"children_not", NORD_STICKER_DOG},
               {"children_who", NORD_STICKER_HEART},
               {"children_free", NORD_STICKER_BALL}};
  Notice notice = begin_notice (wording, "children_what");

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    add_line (&notice, wording, nord_sticker_picture_new (lines[i].sticker, TRUE, 44),
              lines[i].word);
  return end_notice (&notice, wording);
}

GtkWidget *
nord_plain_screen_say (NordWording *wording, const char *title, const char *key, const char *action)
{
  GtkWidget *box = new_screen (wording, title);

  if (key != NULL)
    gtk_box_append (GTK_BOX (box), nord_wording_button (wording, key, action));
  return box;
}

static void
number_place (NordWording *wording, GtkLabel *label)
{
  const guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (label), "place"));
  g_autofree char *text =
    nord_words_count (nord_wording_get_words (wording), "station_number", place);

  gtk_label_set_label (label, text);
}

GtkWidget *
nord_plain_screen_pause (NordWording *wording, guint place)
{
  GtkWidget *box = new_screen (wording, "sorry");
  GtkWidget *label = nord_wording_label (wording, NULL, NULL);

  g_object_set_data (G_OBJECT (label), "place", GUINT_TO_POINTER (place));
  g_signal_connect_object (wording, "spoken", G_CALLBACK (number_place), label, 0);
  number_place (wording, GTK_LABEL (label));
  nord_wording_let_read (label, NULL);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

GtkWidget *
nord_plain_screen_resume (NordWording *wording)
{
  GtkWidget *box = new_screen (wording, "resume_title");

  gtk_box_append (GTK_BOX (box), nord_wording_button (wording, "resume_yes", "station.resume"));
  gtk_box_append (GTK_BOX (box), nord_wording_button (wording, "resume_no", "station.cancel"));
  return box;
}

void
nord_plain_screen_keep_in_reach (GtkStack *stack, double top)
{
  static const NordScreen screens[] = {NORD_SCREEN_LANGUAGE, NORD_SCREEN_WAY, NORD_SCREEN_ABOUT,
                                       NORD_SCREEN_QUESTION, NORD_SCREEN_STAFF};

  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    gtk_widget_set_margin_top (gtk_stack_get_child_by_name (stack,
                                                            nord_screen_get_name (screens[i])),
                               (int) MAX (0, top));
  /* With what is there already it may need all the room. */
  gtk_widget_set_valign (gtk_stack_get_child_by_name (stack,
                                                      nord_screen_get_name (NORD_SCREEN_CHECK)),
                         top > 0 ? GTK_ALIGN_END : GTK_ALIGN_FILL);
}
