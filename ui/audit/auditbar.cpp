// SPDX-License-Identifier: MIT
#include "ui/audit/auditbar.h"

#include "ui/look/widgets.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kAuditBarWidth = 220;

} // namespace

AuditBar::AuditBar(QWidget *parent)
    : QWidget(parent),
      m_name(new QLabel),
      m_open(pushButton(tr("&Open list…"), tr("Open lists of URLs, redirect maps, sitemaps, pages with links, or the "
                                              "results of an earlier audit"))),
      m_paste(pushButton(tr("P&aste list"), tr("Take the list that is on the clipboard"))),
      m_start(pushButton(tr("&Start"), tr("Ask for each URL of the list (Ctrl+R)"), tr("Start the audit"))),
      m_pause(pushButton(tr("&Pause"), QString())),
      m_cancel(pushButton(tr("&Cancel"), tr("End the audit and keep the results that are there (Esc)"),
                          tr("Cancel the audit"))),
      m_export(pushButton(tr("E&xport"), tr("Write all results to a file"), tr("Export the results"))),
      m_progress(new QWidget),
      m_done(new QProgressBar),
      m_text(new QLabel)
{
    m_name->setTextFormat(Qt::PlainText);
    m_name->setAccessibleName(tr("List"));
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    makeBold(m_name);
    m_start->setObjectName(u"primary"_s);
    m_start->setShortcut(QKeySequence(u"Ctrl+R"_s));
    makeBold(m_start);
    m_export->setMenu(new QMenu(m_export));
    for (const AuditFormat &format : auditFormats())
        m_export->menu()->addAction(tr("%1…").arg(QCoreApplication::translate("audit", format.title)), this,
                                    [this, &format] { Q_EMIT exportRequested(format); });
    auto *bar = new QWidget;
    QHBoxLayout *row = barRow(bar);
    row->addWidget(m_open);
    row->addWidget(m_paste);
    row->addWidget(m_name, 1);
    for (QPushButton *button : {m_start, m_pause, m_cancel, m_export})
        row->addWidget(button);
    m_done->setFixedWidth(kAuditBarWidth);
    m_done->setTextVisible(false);
    m_done->setAccessibleName(tr("Progress of the audit"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setAccessibleName(tr("How far the audit is"));
    auto *line = new QHBoxLayout(m_progress);
    line->setContentsMargins(12, 6, 12, 6);
    line->setSpacing(10);
    line->addWidget(m_done);
    line->addWidget(m_text, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(m_progress);
    m_progress->hide();
    connect(m_open, &QPushButton::clicked, this, &AuditBar::openRequested);
    connect(m_paste, &QPushButton::clicked, this, &AuditBar::pasteRequested);
    connect(m_start, &QPushButton::clicked, this, &AuditBar::startRequested);
    connect(m_pause, &QPushButton::clicked, this, &AuditBar::togglePause);
    connect(m_cancel, &QPushButton::clicked, this, &AuditBar::cancelRequested);
    setName({});
}

void AuditBar::setName(const QString &name)
{
    m_hasList = !name.isEmpty();
    m_name->setText(m_hasList ? name : tr("No list yet"));
    m_name->setToolTip(name.toHtmlEscaped());
    showButtons();
}

void AuditBar::setState(AuditState state)
{
    m_state = state;
    showButtons();
}

void AuditBar::setHasResults(bool has)
{
    m_hasResults = has;
    showButtons();
}

void AuditBar::showButtons()
{
    const bool isIdle = m_state == AuditState::Idle;
    const bool runs = m_state == AuditState::Running || m_state == AuditState::Paused;
    const bool isPaused = m_state == AuditState::Paused;
    m_open->setEnabled(isIdle);
    m_paste->setEnabled(isIdle);
    m_start->setEnabled(isIdle && m_hasList);
    m_pause->setText(isPaused ? tr("&Go on") : tr("&Pause"));
    m_pause->setAccessibleName(isPaused ? tr("Go on with the audit") : tr("Pause the audit"));
    m_pause->setToolTip(isPaused ? tr("Ask for the rest")
                                 : tr("Ask for nothing more until Go on; what is under way comes to its end"));
    m_pause->setEnabled(runs);
    m_cancel->setEnabled(runs);
    m_export->setEnabled(isIdle && m_hasResults);
    m_done->setVisible(runs || m_state == AuditState::Ending);
}

void AuditBar::togglePause()
{
    Q_EMIT pauseRequested(m_state != AuditState::Paused);
}

void AuditBar::setAdvance(const AuditAdvance &advance)
{
    m_done->setRange(0, int(advance.total));
    m_done->setValue(int(advance.before + advance.done));
    const QString text = advanceText(advance);
    setSummary(m_state == AuditState::Paused ? tr("Paused: %1").arg(text) : text);
}

void AuditBar::setSummary(const QString &text)
{
    m_text->setText(text);
    m_progress->setVisible(!text.isEmpty());
}

} // namespace hopscope
