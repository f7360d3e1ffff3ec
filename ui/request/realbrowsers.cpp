// SPDX-License-Identifier: MIT
#include "ui/request/realbrowsers.h"

#include "net/browser/installedclient.h"
#include "ui/look/flowlayout.h"
#include "ui/look/widgets.h"

#include <QPushButton>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kButtonGap = 8;
constexpr const char *kClientOfButton = "client";

} // namespace

RealBrowsers::RealBrowsers(QWidget *parent) : QWidget(parent)
{
    new FlowLayout(this, kButtonGap);
    for (const RealClient &client : realClients()) {
        if (!isBrowser(client))
            continue;
        const QString name = tr("Step in the real %1").arg(QString::fromUtf8(client.name));
        QPushButton *button = pushButton(name, {}, name);
        button->setProperty(kClientOfButton, QString(client.id));
        layout()->addWidget(button);
        m_buttons.append(button);
        connect(button, &QPushButton::clicked, this, [this, &client] { Q_EMIT chosen(QString(client.id)); });
    }
    setReady(false);
}

void RealBrowsers::setReady(bool isReady)
{
    for (QPushButton *button : m_buttons) {
        const RealClient &client = *realClient(button->property(kClientOfButton).toString());
        const Result<QString> program = programOf(client);
        button->setEnabled(isReady && program);
        button->setToolTip(program ? tr("Let the %1 that is installed here perform it; what it did is shown beside "
                                        "what its profile predicts")
                                         .arg(QString::fromUtf8(client.name))
                                   : program.error);
        button->setAccessibleDescription(button->toolTip());
    }
}

QList<QWidget *> RealBrowsers::tabStops() const
{
    QList<QWidget *> stops;
    for (QPushButton *button : m_buttons)
        stops.append(button);
    return stops;
}

} // namespace hopscope
