// SPDX-License-Identifier: MIT
#include "ui/watch/watchprograms.h"

#include "ui/look/widgets.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTextCursor>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxOutputCharacters = 64 * 1024;
constexpr int kSmallestCommand = 220;
constexpr QChar kReplacement(0xfffd);

/// What a program wrote, without what steers a terminal; a line that it writes anew is a line of its own.
QString plainText(const QString &written)
{
    QString text = written;
    text.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
    for (QChar &each : text) {
        if (each.category() == QChar::Other_Control && each != u'\n' && each != u'\t')
            each = kReplacement;
    }
    return text;
}

} // namespace

WatchPrograms::WatchPrograms(QWidget *parent)
    : QWidget(parent),
      m_lines(new QHBoxLayout(this)),
      m_commandLine(new QWidget),
      m_otherLine(new QWidget),
      m_command(new QLineEdit),
      m_run(pushButton(tr("&Run"), tr("Run the command so that it is watched (Return)"), tr("Run the command"))),
      m_end(pushButton(tr("En&d"), tr("Ask the command to end, and end it after two seconds (Esc)"),
                       tr("End the command")))
{
    m_command->setAccessibleName(tr("Command to run"));
    m_command->setPlaceholderText(tr("Run a command: curl -L http://127.0.0.1:8601/302"));
    m_command->setToolTip(tr("Words are split as a shell does it, but no shell runs it: for pipes and variables write "
                             "sh -c '…'"));
    m_command->setMinimumWidth(kSmallestCommand);
    keepMono(m_command);
    QPushButton *terminal = pushButton(tr("Open a ter&minal"), tr("What is started in it is watched"));
    connect(terminal, &QPushButton::clicked, this,
            [this] { Q_EMIT launchRequested({.kind = WatchedOrder::Kind::Terminal}); });
    m_others.append(terminal);
    for (const RealClient *browser : watchedBrowsers()) {
        QPushButton *open = pushButton(tr("Open %1").arg(QString::fromUtf8(browser->name)),
                                       tr("With an empty profile, which goes when the browser is closed"));
        connect(open, &QPushButton::clicked, this,
                [this, browser] { Q_EMIT launchRequested({.kind = WatchedOrder::Kind::Browser, .browser = browser}); });
        m_others.append(open);
    }
    m_lines->setContentsMargins(12, 4, 12, 6);
    m_lines->setSpacing(8);
    m_lines->addWidget(m_commandLine, 1);
    m_lines->addWidget(m_otherLine);
    auto *row = new QHBoxLayout(m_commandLine);
    row->addWidget(m_command, 1);
    row->addWidget(m_run);
    row->addWidget(m_end);
    auto *others = new QHBoxLayout(m_otherLine);
    for (QPushButton *button : std::as_const(m_others))
        others->addWidget(button);
    others->addStretch();
    for (QHBoxLayout *line : {row, others}) {
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(8);
    }
    connect(m_command, &QLineEdit::returnPressed, this, &WatchPrograms::run);
    connect(m_run, &QPushButton::clicked, this, &WatchPrograms::run);
    connect(m_end, &QPushButton::clicked, this, &WatchPrograms::endRequested);
    showButtons();
}

void WatchPrograms::run()
{
    if (m_isWatching && !m_isRunning)
        Q_EMIT launchRequested({.kind = WatchedOrder::Kind::Command, .line = m_command->text()});
}

QSize WatchPrograms::minimumSizeHint() const
{
    const QMargins margins = m_lines->contentsMargins();
    const int width = std::max(m_commandLine->minimumSizeHint().width(), m_otherLine->minimumSizeHint().width());
    return {width + margins.left() + margins.right(), m_lines->minimumSize().height()};
}

void WatchPrograms::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const QMargins margins = m_lines->contentsMargins();
    const int needed = m_commandLine->minimumSizeHint().width() + m_otherLine->minimumSizeHint().width() +
                       m_lines->spacing() + margins.left() + margins.right();
    m_lines->setDirection(width() < needed ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void WatchPrograms::setWatching(bool watching)
{
    m_isWatching = watching;
    showButtons();
}

void WatchPrograms::setRunning(bool running)
{
    m_isRunning = running;
    showButtons();
}

void WatchPrograms::focusCommand()
{
    m_command->setFocus();
}

void WatchPrograms::showButtons()
{
    m_command->setEnabled(m_isWatching);
    m_run->setEnabled(m_isWatching && !m_isRunning);
    m_end->setEnabled(m_isRunning);
    for (QPushButton *button : std::as_const(m_others))
        button->setEnabled(m_isWatching);
}

WatchOutputPane::WatchOutputPane(QWidget *parent)
    : QWidget(parent), m_state(new QLabel), m_text(readOnlyText(tr("Output of the command")))
{
    m_state->setTextFormat(Qt::PlainText);
    m_state->setAccessibleName(tr("How the command is"));
    m_state->setWordWrap(true);
    m_state->setContentsMargins(12, 4, 12, 4);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_state);
    layout->addWidget(m_text, 1);
}

void WatchOutputPane::begin(const QString &state)
{
    m_text->clear();
    m_decoder.resetState();
    setState(state);
}

void WatchOutputPane::setState(const QString &state)
{
    m_state->setText(state);
}

void WatchOutputPane::append(const QByteArray &bytes)
{
    QScrollBar *bar = m_text->verticalScrollBar();
    const bool isAtEnd = bar->value() == bar->maximum();
    QTextCursor cursor(m_text->document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(plainText(m_decoder.decode(bytes)));
    const int excess = m_text->document()->characterCount() - kMaxOutputCharacters;
    if (excess > 0) {
        cursor.movePosition(QTextCursor::Start);
        cursor.setPosition(excess, QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
    }
    if (isAtEnd)
        bar->setValue(bar->maximum());
}

} // namespace hopscope
