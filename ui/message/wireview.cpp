// SPDX-License-Identifier: MIT
#include "ui/message/wireview.h"

#include "paint/labels.h"
#include "trace/http2text.h"
#include "ui/look/bytestext.h"
#include "ui/look/widgets.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kShownWireBytes = 64 * 1024;

QByteArrayView piece(const QByteArray &bytes, qsizetype start)
{
    return QByteArrayView(bytes).sliced(start, std::min(bytes.size() - start, kShownWireBytes));
}

} // namespace

WireView::WireView(QWidget *parent)
    : QWidget(parent),
      m_hex(new QCheckBox(tr("He&x"))),
      m_note(new QLabel),
      m_text(readOnlyText(tr("Bytes on the wire")))
{
    m_hex->setAccessibleName(tr("Show the bytes in hexadecimal"));
    makeMuted(m_note);
    m_note->setWordWrap(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    auto *top = new QHBoxLayout;
    top->addWidget(m_note, 1);
    top->addWidget(m_hex);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->addLayout(top);
    layout->addWidget(m_text, 1);
    m_text->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_text, &QWidget::customContextMenuRequested, this, &WireView::showMenu);
    connect(m_hex, &QCheckBox::toggled, this, [this] {
        m_isRaw = false;
        refresh();
    });
}

void WireView::showWire(const std::optional<Wire> &wire)
{
    m_wire = wire;
    m_isRaw = false;
    m_sentStart = 0;
    m_receivedStart = 0;
    refresh();
}

/// All of one direction as text.
QString WireView::textOf(bool isSent) const
{
    return m_wire->http2 ? http2Text(*m_wire->http2, isSent) : plainText(isSent ? m_wire->sent : m_wire->received);
}

/// What is shown of one direction.
QString WireView::shown(bool isSent) const
{
    if (m_wire->http2 && !m_hex->isChecked() && !m_isRaw)
        return http2Text(*m_wire->http2, isSent).left(kShownWireBytes).trimmed();
    const QByteArrayView bytes = isSent ? piece(m_wire->sent, m_sentStart) : piece(m_wire->received, m_receivedStart);
    return m_hex->isChecked() ? hexText(bytes) : visibleText(bytes);
}

void WireView::showMenu(QPoint point)
{
    QMenu *menu = m_text->createStandardContextMenu(point);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSeparator();
    const auto add = [menu](const QString &title, const QString &text) {
        menu->addAction(title, menu, [text] { QGuiApplication::clipboard()->setText(text); });
    };
    if (m_wire) {
        add(tr("Copy what was &sent as text"), textOf(true));
        add(tr("Copy what was sent as &hex"), hexText(m_wire->sent));
        add(tr("Copy what was &received as text"), textOf(false));
        add(tr("Copy what was received as he&x"), hexText(m_wire->received));
    }
    menu->popup(m_text->viewport()->mapToGlobal(point));
}

void WireView::refresh()
{
    m_hex->setVisible(m_wire.has_value());
    m_text->setVisible(m_wire.has_value());
    if (!m_wire) {
        m_note->setText(tr("No bytes were recorded for this request."));
        m_text->clear();
        return;
    }
    QString note = tr("Sent %1, received %2.").arg(sizeText(m_wire->sent.size()), sizeText(m_wire->received.size()));
    if (m_wire->truncated)
        note += u' ' + tr("More bytes were on the wire than were recorded.");
    if (m_sentStart > 0 || m_receivedStart > 0)
        note += u' ' + tr("%1 of each direction are shown, around what was found.").arg(sizeText(kShownWireBytes));
    else if (std::max(m_wire->sent.size(), m_wire->received.size()) > kShownWireBytes)
        note += u' ' + tr("The first %1 of each direction are shown.").arg(sizeText(kShownWireBytes));
    if (m_wire->http2 && !m_hex->isChecked() && !m_isRaw)
        note += u' ' + QCoreApplication::translate("http2", http2TextNote());
    if (m_wire->http2 && m_wire->http2->truncated)
        note += u' ' + tr("Not all frames, or fields, are listed.");
    m_note->setText(note);
    m_text->setPlainText(tr("Sent") + u"\n\n"_s + shown(true) + u"\n\n"_s + tr("Received") + u"\n\n"_s + shown(false));
}

void WireView::showMatch(bool isSent, qsizetype from, qsizetype length)
{
    if (!m_wire)
        return;
    m_hex->setChecked(false);
    m_isRaw = true;
    const QByteArray &bytes = isSent ? m_wire->sent : m_wire->received;
    const qsizetype start = from + length <= kShownWireBytes ? 0 : std::max<qsizetype>(0, from - kShownWireBytes / 2);
    m_sentStart = isSent ? start : 0;
    m_receivedStart = isSent ? 0 : start;
    refresh();
    QString before = tr("Sent") + u"\n\n"_s;
    if (!isSent)
        before += visibleText(piece(m_wire->sent, 0)) + u"\n\n"_s + tr("Received") + u"\n\n"_s;
    before += visibleText(QByteArrayView(bytes).sliced(start, from - start));
    markText(*m_text, before, visibleText(QByteArrayView(bytes).sliced(from, length)).size());
}

} // namespace hopscope
