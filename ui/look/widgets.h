// SPDX-License-Identifier: MIT
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>

#include <functional>

class QHBoxLayout;
class QPushButton;
class QScrollArea;
class QSpinBox;
class QSplitter;
class QToolButton;

namespace hopscope
{

/// Text of a label in the colour of things that matter less.
void makeMuted(QLabel *label);
void makeBold(QWidget *widget);
/// Makes `bar` look like the bar at the top of a page; what it holds goes into the row.
QHBoxLayout *barRow(QWidget *bar);
/// A splitter with a line for a handle, whose parts do not collapse.
QSplitter *lineSplitter(Qt::Orientation orientation, const QString &accessibleName);
/// A number to type, without arrows.
QSpinBox *spinBox(const QString &accessibleName, int minimum, int maximum, const QString &suffix);
/// Tab goes from each of these widgets to the next; null ones are left out.
void setTabOrderOf(const QList<QWidget *> &widgets);
/// Gives the widget the font that `make` makes of the application's, also when that becomes another one (zoom).
void keepFont(QWidget *widget, const std::function<QFont(const QFont &)> &make);
/// The same with the font of fixed pitch.
void keepMono(QWidget *widget);
/// A bar with a bold title at the start and `right` at the end (TitleBar); takes `right`, which may be null.
QWidget *titleBar(const QString &title, QWidget *right);
/// Muted lines in the middle of an empty view.
QLabel *emptyState(const QString &text);
/// `content` in a frameless scroll area with the background of pages; only what is inside takes the focus.
QScrollArea *scrollOn(QWidget *content, const QString &accessibleName);
/// Makes an editor as high as so many lines of fixed pitch; to be called again when the font is another one.
void setLineCount(QPlainTextEdit *edit, int lines);
/// A text to read and copy, fixed pitch, reachable by keyboard.
QPlainTextEdit *readOnlyText(const QString &accessibleName);
/// Selects and marks `length` characters behind `before`, which is how the text begins, and scrolls there.
void markText(QPlainTextEdit &edit, const QString &before, qsizetype length);
/// `name` is the accessible one, if it is not the text.
QPushButton *pushButton(const QString &text, const QString &toolTip, const QString &name = {});
/// A button that looks like a link; its name is its text.
QToolButton *linkButton(const QString &text);

/// Makes a window no larger than what is free on its screen, and moves it there. Its frame has room above it; what is
/// maximized or full-screen stays so, and becomes as large as fits when that ends.
void fitIntoScreen(QWidget &window);
/// Paints a link in the colours of warnings, or as a link again; its text has to say so, too.
void markWarning(QToolButton *link, bool on);
/// Whether it is painted so.
bool isMarkedAsWarning(const QWidget *link);

/// A label whose text wraps, can be selected, and whose web links open in the browser.
QLabel *richLabel(const QString &accessibleName);

/// Plain text that wraps, in a box that stands out.
class Banner : public QLabel
{
    Q_OBJECT

public:
    using QLabel::QLabel;

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// A combo box whose list and line have its accessible name too.
class ComboBox : public QComboBox
{
    Q_OBJECT

public:
    ComboBox(const QString &name, bool editable, QWidget *parent = nullptr);
    void showPopup() override;

protected:
    bool event(QEvent *event) override;
};

} // namespace hopscope
