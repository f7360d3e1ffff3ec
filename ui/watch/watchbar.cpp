// SPDX-License-Identifier: MIT
#include "ui/watch/watchbar.h"

#include "ui/look/widgets.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace hopscope
{

using namespace Qt::StringLiterals;

WatchBar::WatchBar(QWidget *parent)
    : QWidget(parent),
      m_start(pushButton(tr("&Start"), tr("Open the recording proxy (Ctrl+R)"), tr("Start to watch"))),
      m_stop(pushButton(tr("St&op"),
                        tr("End the programs that were started here, and close the proxy; the chains stay"),
                        tr("Stop watching"))),
      m_pause(pushButton(tr("&Pause"), QString())),
      m_clear(pushButton(tr("C&lear"), tr("Take all chains out of the list; those in the history stay there"),
                         tr("Clear the chains"))),
      m_status(new QLabel),
      m_tls(new QCheckBox(tr("Ope&n https"))),
      m_tlsText(new QLabel),
      m_history(new QCheckBox(tr("&Keep in history"))),
      m_warning(new QLabel(tr("⚠ https is opened: Hopscope reads what is sent there, passwords too."))),
      m_address(new QLineEdit),
      m_copyAddress(pushButton(tr("Copy &address"),
                               tr("For a program that takes a proxy by an option; user name and password are in it"),
                               tr("Copy the address of the proxy"))),
      m_copyLines(pushButton(tr("Cop&y lines for a shell"),
                             tr("For a shell that is open: what it starts after these lines is watched"),
                             tr("Copy the lines for a shell")))
{
    m_start->setObjectName(u"primary"_s);
    m_start->setShortcut(QKeySequence(u"Ctrl+R"_s));
    makeBold(m_start);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setAccessibleName(tr("State of the watch"));
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    makeBold(m_status);
    m_warning->setForegroundRole(QPalette::BrightText);
    m_warning->setTextFormat(Qt::PlainText);
    m_warning->setWordWrap(true);
    m_warning->setContentsMargins(12, 4, 12, 4);
    m_warning->setAccessibleName(tr("https is opened"));
    makeBold(m_warning);
    auto *bar = new QWidget;
    QHBoxLayout *row = barRow(bar);
    row->addWidget(m_start);
    row->addWidget(m_stop);
    row->addWidget(m_status, 1);
    row->addWidget(m_pause);
    row->addWidget(m_clear);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(createConsent());
    layout->addWidget(m_warning);
    layout->addWidget(createAddress());
    connectParts();
    showConsent();
    showButtons();
}

QWidget *WatchBar::createConsent()
{
    m_tls->setAccessibleName(tr("Open https"));
    m_tls->setToolTip(tr("The authority is made at first use, is valid for 30 days and is installed nowhere"));
    m_tlsText->setTextFormat(Qt::PlainText);
    m_tlsText->setAccessibleName(tr("What becomes of https"));
    m_tlsText->setWordWrap(true);
    makeMuted(m_tlsText);
    m_history->setAccessibleName(tr("Keep in history"));
    m_history->setChecked(true);
    m_history->setToolTip(tr("Chains with a redirect go to the history, as traces do"));
    auto *consent = new QWidget;
    auto *row = new QHBoxLayout(consent);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(10);
    row->addWidget(m_tls);
    row->addWidget(m_tlsText, 1);
    row->addStretch();
    row->addWidget(m_history);
    return consent;
}

QWidget *WatchBar::createAddress()
{
    m_address->setReadOnly(true);
    m_address->setAccessibleName(tr("Address of the proxy"));
    keepMono(m_address);
    m_addressRow = new QWidget;
    auto *row = new QHBoxLayout(m_addressRow);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(8);
    row->addWidget(m_address, 1);
    row->addWidget(m_copyAddress);
    row->addWidget(m_copyLines);
    return m_addressRow;
}

void WatchBar::connectParts()
{
    connect(m_start, &QPushButton::clicked, this, &WatchBar::startRequested);
    connect(m_stop, &QPushButton::clicked, this, &WatchBar::stopRequested);
    connect(m_clear, &QPushButton::clicked, this, &WatchBar::clearRequested);
    connect(m_tls, &QCheckBox::toggled, this, &WatchBar::showConsent);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        m_isPaused = !m_isPaused;
        showButtons();
        Q_EMIT pauseRequested(m_isPaused);
    });
    connect(m_copyAddress, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_pointers.url);
        Q_EMIT copied(tr("Copied the address of the proxy, with its password."));
    });
    connect(m_copyLines, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_pointers.lines);
        Q_EMIT copied(tr("Copied: paste the lines into a shell; what it starts then is watched."));
    });
}

bool WatchBar::opensTls() const
{
    return m_tls->isChecked();
}

bool WatchBar::isTlsOpened() const
{
    return m_state != WatchState::Idle && opensTls();
}

bool WatchBar::keepsHistory() const
{
    return m_history->isChecked();
}

void WatchBar::setState(WatchState state)
{
    m_state = state;
    showButtons();
}

void WatchBar::setPointers(const WatchPointers &pointers)
{
    m_pointers = pointers;
    m_address->setText(pointers.url);
    m_address->setCursorPosition(0);
    showButtons();
}

void WatchBar::setHasChains(bool has)
{
    m_hasChains = has;
    showButtons();
}

void WatchBar::showConsent()
{
    m_tlsText->setText(m_tls->isChecked()
                           ? tr("Programs from here trust an authority of yours, and Hopscope reads their https.")
                           : tr("Of https only names, sizes and times are shown."));
}

void WatchBar::showButtons()
{
    const bool watches = m_state == WatchState::Watching;
    m_start->setEnabled(m_state == WatchState::Idle);
    m_stop->setEnabled(watches || m_state == WatchState::Starting);
    m_tls->setEnabled(m_state == WatchState::Idle);
    m_clear->setEnabled(m_hasChains);
    m_pause->setEnabled(watches || m_isPaused);
    m_pause->setText(m_isPaused ? tr("&Go on") : tr("&Pause"));
    m_pause->setAccessibleName(m_isPaused ? tr("Go on with the list") : tr("Pause the list"));
    m_pause->setToolTip(m_isPaused ? tr("Show the chains that came meanwhile, and those that come")
                                   : tr("Keep the list as it is; chains that come are kept until Go on"));
    m_warning->setVisible(isTlsOpened());
    // With large text each line counts, and the warning says the same.
    m_tlsText->setVisible(!isTlsOpened());
    m_addressRow->setVisible(watches);
    switch (m_state) {
    case WatchState::Idle:
        m_status->setText(tr("Nothing is watched."));
        break;
    case WatchState::Starting:
        m_status->setText(tr("Starting…"));
        break;
    case WatchState::Watching:
        m_status->setText(tr("Watching on 127.0.0.1:%1.").arg(m_pointers.port));
        break;
    case WatchState::Stopping:
        m_status->setText(tr("Stopping: the programs are asked to end…"));
        break;
    }
}

} // namespace hopscope
