// SPDX-License-Identifier: MIT
#include "ui/look/widgets.h"

#include "paint/chainpainter.h"
#include "ui/look/links.h"
#include "ui/look/theme.h"
#include "ui/look/titlebar.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSpinBox>
#include <QSplitter>
#include <QStyle>
#include <QTextCursor>
#include <QToolButton>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kFontKeeper = "fontkeeper"_L1;
constexpr int kEdge = 4;         ///< of the frame that a window gets
constexpr int kEditorEdges = 12; ///< frame and margins of an editor, both ends
constexpr const char *kWarningProperty = "hopscope_warning";

/// Belongs to the widget whose font it keeps.
class FontKeeper : public QObject
{
public:
    FontKeeper(QWidget *widget, const std::function<QFont(const QFont &)> &make) : QObject(widget), m_make(make)
    {
        setObjectName(kFontKeeper);
        widget->setFont(m_make(QApplication::font()));
        widget->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::ApplicationFontChange)
            static_cast<QWidget *>(watched)->setFont(m_make(QApplication::font()));
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<QFont(const QFont &)> m_make;
};

class RichLabel : public QLabel
{
public:
    using QLabel::QLabel;

protected:
    bool event(QEvent *event) override
    {
        // The link that has the focus gets Return before any shortcut does.
        if (event->type() == QEvent::ShortcutOverride && hasSelectedText()) {
            const int key = static_cast<QKeyEvent *>(event)->key();
            if (key == Qt::Key_Return || key == Qt::Key_Enter)
                event->accept();
        }
        return QLabel::event(event);
    }

    void changeEvent(QEvent *event) override
    {
        QLabel::changeEvent(event);
        // Links keep the colour that they had when the text was set.
        if (event->type() == QEvent::PaletteChange && !text().isEmpty()) {
            const QString shown = text();
            setText(QString());
            setText(shown);
        }
    }
};

} // namespace

void makeMuted(QLabel *label)
{
    label->setForegroundRole(QPalette::PlaceholderText);
}

void makeBold(QWidget *widget)
{
    QFont font = widget->font();
    font.setBold(true);
    widget->setFont(font);
}

QHBoxLayout *barRow(QWidget *bar)
{
    bar->setObjectName(u"bar"_s);
    bar->setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 10, 12, 10);
    row->setSpacing(8);
    return row;
}

QSplitter *lineSplitter(Qt::Orientation orientation, const QString &accessibleName)
{
    auto *splitter = new QSplitter(orientation);
    splitter->setAccessibleName(accessibleName);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    return splitter;
}

QSpinBox *spinBox(const QString &accessibleName, int minimum, int maximum, const QString &suffix)
{
    auto *box = new QSpinBox;
    box->setAccessibleName(accessibleName);
    box->setRange(minimum, maximum);
    box->setSuffix(suffix);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    return box;
}

void setTabOrderOf(const QList<QWidget *> &widgets)
{
    QWidget *last = nullptr;
    for (QWidget *widget : widgets) {
        if (last && widget)
            QWidget::setTabOrder(last, widget);
        last = widget ? widget : last;
    }
}

void keepFont(QWidget *widget, const std::function<QFont(const QFont &)> &make)
{
    delete widget->findChild<QObject *>(kFontKeeper, Qt::FindDirectChildrenOnly);
    new FontKeeper(widget, make);
}

void keepMono(QWidget *widget)
{
    // URLs, fields and bytes, whatever the language around them.
    widget->setLayoutDirection(Qt::LeftToRight);
    keepFont(widget, [](const QFont &font) { return monoFont(font); });
}

QWidget *titleBar(const QString &title, QWidget *right)
{
    return new TitleBar(new QLabel(title), right);
}

QLabel *emptyState(const QString &text)
{
    auto *label = new QLabel(text);
    makeMuted(label);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setContentsMargins(24, 24, 24, 24);
    return label;
}

QScrollArea *scrollOn(QWidget *content, const QString &accessibleName)
{
    auto *scroll = new QScrollArea;
    scroll->setAccessibleName(accessibleName);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    content->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(true);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    return scroll;
}

QPushButton *pushButton(const QString &text, const QString &toolTip, const QString &name)
{
    auto *button = new QPushButton(text);
    button->setAccessibleName(name.isEmpty() ? QString(text).remove(u'&') : name);
    button->setToolTip(toolTip);
    return button;
}

QToolButton *linkButton(const QString &text)
{
    auto *button = new QToolButton;
    button->setObjectName(u"link"_s);
    button->setText(text);
    button->setAccessibleName(text);
    button->setCursor(Qt::PointingHandCursor);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void markWarning(QToolButton *link, bool on)
{
    link->setProperty(kWarningProperty, on);
    link->update();
}

bool isMarkedAsWarning(const QWidget *link)
{
    return link && link->property(kWarningProperty).toBool();
}

void setLineCount(QPlainTextEdit *edit, int lines)
{
    edit->setFixedHeight(lines * QFontMetrics(monoFont(QApplication::font())).lineSpacing() + kEditorEdges);
}

QPlainTextEdit *readOnlyText(const QString &accessibleName)
{
    auto *edit = new QPlainTextEdit;
    edit->setReadOnly(true);
    edit->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    edit->setTabChangesFocus(true);
    keepMono(edit);
    edit->setAccessibleName(accessibleName);
    return edit;
}

void markText(QPlainTextEdit &edit, const QString &before, qsizetype length)
{
    // The edit makes one character of CR LF.
    const qsizetype start = before.size() - before.count(u"\r\n"_s);
    QTextCursor cursor(edit.document());
    cursor.setPosition(int(std::min<qsizetype>(start, edit.document()->characterCount() - 1)));
    cursor.setPosition(int(std::min<qsizetype>(start + length, edit.document()->characterCount() - 1)),
                       QTextCursor::KeepAnchor);
    edit.setTextCursor(cursor);
    edit.centerCursor();
    // Seen also while the focus is elsewhere.
    QTextEdit::ExtraSelection mark;
    mark.cursor = cursor;
    mark.format.setBackground(QColor(colorsOf(edit.palette()).mark));
    mark.format.setForeground(QColor(colorsOf(edit.palette()).text));
    mark.format.setFontUnderline(true);
    edit.setExtraSelections({mark});
}

QLabel *richLabel(const QString &accessibleName)
{
    auto *label = new RichLabel;
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    label->setOpenExternalLinks(false);
    label->setAccessibleName(accessibleName);
    QObject::connect(label, &QLabel::linkActivated, label, [](const QString &link) { openLink(QUrl(link)); });
    return label;
}

void fitIntoScreen(QWidget &window)
{
    const Qt::WindowStates state = window.windowState();
    const bool fills = state & (Qt::WindowMaximized | Qt::WindowFullScreen);
    const int title = window.style()->pixelMetric(QStyle::PM_TitleBarHeight);
    const QRect room = window.screen()->availableGeometry().adjusted(kEdge, title, -kEdge, -kEdge);
    QRect place = fills ? window.normalGeometry() : window.geometry();
    const QSize size = place.size().boundedTo(room.size()).expandedTo(window.minimumSize());
    if (size == place.size())
        return;
    place.setSize(size);
    // Where nobody has said where it goes, the system says it.
    if (!fills && !window.testAttribute(Qt::WA_Moved)) {
        window.resize(size);
        return;
    }
    place.moveRight(std::min(place.right(), room.right()));
    place.moveBottom(std::min(place.bottom(), room.bottom()));
    place.moveTopLeft({std::max(place.left(), room.left()), std::max(place.top(), room.top())});
    if (fills)
        window.setWindowState(state & ~(Qt::WindowMaximized | Qt::WindowFullScreen));
    window.setGeometry(place);
    if (fills)
        window.setWindowState(state);
}

void Banner::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event);
    const Colors &colors = colorsOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QColor(colors.warn.border));
    painter.setBrush(QColor(colors.warn.fill));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(QColor(colors.warn.text));
    const int inner = margin();
    painter.drawText(rect().adjusted(inner, inner, -inner, -inner), Qt::TextWordWrap | Qt::AlignVCenter, text());
}

ComboBox::ComboBox(const QString &name, bool editable, QWidget *parent) : QComboBox(parent)
{
    setAccessibleName(name);
    setEditable(editable);
    if (lineEdit())
        lineEdit()->setAccessibleName(name);
}

void ComboBox::showPopup()
{
    view()->setAccessibleName(accessibleName());
    QComboBox::showPopup();
}

bool ComboBox::event(QEvent *event)
{
    const bool done = QComboBox::event(event);
    // Qt makes the list when it likes, with a new font or style for example.
    if (auto *list = findChild<QAbstractItemView *>(); list && list->accessibleName().isEmpty())
        list->setAccessibleName(accessibleName());
    return done;
}

} // namespace hopscope
