/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a form costs in a window, measured inside the program that draws it. A window with one button stands; the button
 * is pressed; the form comes in its place.
 *
 *   window form SCHEMA UISCHEMA    a form of ours
 *   window bare SCHEMA             the same window with the same stock widgets and nothing else: the floor
 *
 * Prints one JSON object a line: {"open": ms} from the press to the end of the first painted frame in which the first
 * field has the focus; {"stands": ms} until every control is there; {"slice": ms} the longest turn of the main loop
 * between; then for each key that comes from outside {"key": ms}, from the X server's time of the event to the end of
 * the frame that shows it, and {"work": ms} of processor time for the same; {"open-work"} and {"stands-work"} are that of
 * the opening. Ends when its standard input does. */
#include "desk/filling.h"
#include "forms/form-view.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <time.h>

typedef struct
{
  char **arguments;
  GMainLoop *loop;
  GtkWindow *window;
  GtkWidget *page;     /* the scrolled window */
  GtkWidget *first;    /* takes the first key */
  YnJson *schema;
  YnJson *uischema;
  gint64 pressed;      /* µs; 0: not yet */
  gint64 key;          /* ms: when the key came whose frame is awaited; 0: none */
  double work;         /* ms of processor time when the button was pressed, or the key came */
  gint64 layout_began; /* µs */
  gint64 longest;      /* µs: a frame's work, drawing included */
  gboolean opened;
  gboolean stands;
} Bench;

static void
say (const char *what, double ms)
{
  g_print ("{\"%s\": %.3f}\n", what, ms);
}

/* Of this thread: what the key costs, however busy the machine is with others. */
static double
processor_ms (void)
{
  struct timespec used;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);
  return (double) used.tv_sec * 1000 + (double) used.tv_nsec / 1000000;
}

static double
since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
before_cb (GdkFrameClock *clock, Bench *self)
{
  self->layout_began = g_get_monotonic_time ();
}

static void
painted_cb (GdkFrameClock *clock, Bench *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  if (self->pressed == 0)
    return;
  if (!self->stands)
    self->longest = MAX (self->longest, g_get_monotonic_time () - self->layout_began);
  if (!self->opened && focus != NULL && GTK_IS_TEXT (focus) && gtk_widget_get_mapped (focus))
    {
      self->opened = TRUE;
      say ("open", since (self->pressed));
      say ("open-work", processor_ms () - self->work);
    }
  if (self->key != 0)
    {
      say ("key", (double) g_get_monotonic_time () / 1000 - (double) self->key);
      say ("work", processor_ms () - self->work);
      self->key = 0;
    }
}

/* The X server stamps events with the machine's monotonic clock, in milliseconds of 32 bits. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, Bench *self)
{
  guint32 stamp = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (controller));
  gint64 now = g_get_monotonic_time () / 1000;

  self->key = now - (guint32) ((guint32) now - stamp);
  self->work = processor_ms ();
  return FALSE;
}

static gboolean
stood_cb (gpointer data)
{
  Bench *self = data;

  say ("longest", (double) self->longest / 1000);
  return G_SOURCE_REMOVE;
}

static void
stands_cb (Bench *self)
{
  self->stands = TRUE;
  say ("stands", since (self->pressed));
  say ("stands-work", processor_ms () - self->work);
  g_timeout_add (300, stood_cb, self);
}

static void
show_form (Bench *self, GtkWidget *clamp)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = yn_service_new_form (self->schema, self->uischema, &error);
  g_autoptr (YnAnswers) answers = NULL;
  YnFormView *view;

  if (service == NULL)
    g_error ("%s", error->message);
  answers = yn_answers_new (service, NULL);
  view = g_object_new (YN_TYPE_FORM_VIEW, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (view), "page");
  g_signal_connect_swapped (view, "stands", G_CALLBACK (stands_cb), self);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (view));
  yn_form_view_set_answers (view, answers, "2026-11-23", YN_LANGUAGE_ZH_CN);
  gtk_window_set_child (self->window, self->page);
  yn_form_view_focus_first (view);
}

/* What stands in a form for a property of this schema, by itself. */
static GtkWidget *
bare_control (const YnJson *schema)
{
  const char *yes_no[] = { "是", "否" };
  GtkWidget *control, *group = NULL;

  if (yn_json_get (schema, "enum") != NULL)
    return gtk_drop_down_new_from_strings ((const char *[]){ "请选择", "甲", "乙", "丙", "丁", NULL });
  control = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  if (g_strcmp0 (yn_json_get_string (schema, "type"), "boolean") == 0)
    for (guint i = 0; i < G_N_ELEMENTS (yes_no); i++)
      {
        GtkWidget *button = gtk_toggle_button_new_with_label (yes_no[i]);

        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (group));
        gtk_box_append (GTK_BOX (control), group = button);
      }
  else
    gtk_box_append (GTK_BOX (control), gtk_entry_new ());
  if (g_strcmp0 (yn_json_get_string (schema, "format"), "date") == 0)
    {
      GtkWidget *button = gtk_menu_button_new ();

      gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
      gtk_box_append (GTK_BOX (control), button);
    }
  return control;
}

static void
show_bare (Bench *self, GtkWidget *clamp)
{
  const YnJson *properties = yn_json_get (self->schema, "properties");
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 20);

  gtk_widget_add_css_class (column, "page");
  for (guint i = 0; i < yn_json_size (properties); i++)
    {
      const YnJson *property = yn_json_at (properties, i);
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
      GtkWidget *control = bare_control (property);
      GtkWidget *label = gtk_label_new (yn_json_get_string (property, "title"));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_mnemonic_widget (GTK_LABEL (label), control);
      gtk_box_append (GTK_BOX (row), label);
      gtk_box_append (GTK_BOX (row), control);
      gtk_box_append (GTK_BOX (column), row);
    }
  adw_clamp_set_child (ADW_CLAMP (clamp), column);
  gtk_window_set_child (self->window, self->page);
  gtk_widget_child_focus (column, GTK_DIR_TAB_FORWARD);
  stands_cb (self);
}

static void
pressed_cb (Bench *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->pressed = g_get_monotonic_time ();
  self->work = processor_ms ();
  self->page = gtk_scrolled_window_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->page), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->page), clamp);
  if (g_str_equal (self->arguments[1], "bare"))
    show_bare (self, clamp);
  else
    show_form (self, clamp);
}

static gboolean
press_cb (gpointer button)
{
  g_signal_emit_by_name (button, "clicked");
  return G_SOURCE_REMOVE;
}

static gboolean
input_cb (GIOChannel *channel, GIOCondition condition, gpointer data)
{
  Bench *self = data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

/* The window stands and is quiet before the button is pressed. */
static void
present (Bench *self)
{
  GtkWidget *button = gtk_button_new_with_label ("打开");
  GtkEventController *keys = gtk_event_controller_key_new ();
  GdkFrameClock *clock;

  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_title (self->window, "bench");
  gtk_window_set_default_size (self->window, 900, 800);
  gtk_window_set_child (self->window, button);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (pressed_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->window), keys);
  gtk_window_present (self->window);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->window));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_cb), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), self);
  g_timeout_add (800, press_cb, button);
}

static YnJson *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  YnJson *json = yn_json_load (path, &error);

  if (json == NULL)
    g_error ("%s: %s", path, error->message);
  return json;
}

int
main (int argc, char *argv[])
{
  Bench self = { argv };
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);

  if (argc < 3 || (g_str_equal (argv[1], "form") && argc < 4))
    return 2;
  self.schema = load (argv[2]);
  if (g_str_equal (argv[1], "form"))
    self.uischema = load (argv[3]);
  setvbuf (stdout, NULL, _IOLBF, 0);
  adw_init ();
  self.loop = g_main_loop_new (NULL, FALSE);
  g_io_add_watch (input, G_IO_HUP, input_cb, &self);
  present (&self);
  g_main_loop_run (self.loop);
  g_main_loop_unref (self.loop);
  g_clear_pointer (&self.schema, yn_json_unref);
  g_clear_pointer (&self.uischema, yn_json_unref);
  return 0;
}
