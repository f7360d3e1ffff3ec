// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLayout;
class QPlainTextEdit;
class QSpinBox;
class QToolButton;

namespace hopscope
{

/// A row of links (Headers, Body, Cookies, ...) that open the panels of a request's less common parts below it.
class RequestOptions : public QWidget
{
    Q_OBJECT

public:
    explicit RequestOptions(QWidget *parent = nullptr);

    /// Puts headers, content, cookies, limits and TLS into `request`. The error names the header line that is wrong.
    Result<TraceRequest> applyTo(TraceRequest request) const;
    void setRequest(const TraceRequest &request);
    /// The number of redirects that the chosen client follows by itself; -1: no limit.
    void setClientLimit(int limit);

private:
    enum Panel { HeadersPanel, BodyPanel, OptionsPanel, PanelCount };
    void addLink(QLayout &row, const QString &accessibleName, Panel panel);
    void open(const QToolButton *link, Panel panel);
    QWidget *createPanel(Panel panel);
    QWidget *headersPanel();
    QWidget *bodyPanel();
    QWidget *optionsPanel();
    QWidget *focusOf(qsizetype link) const;
    void fillPanels();
    void chooseFile();
    void refresh();
    QString contentType() const;

    QList<QToolButton *> m_links;
    QWidget *m_panels[PanelCount] = {}; ///< created when first opened
    QPlainTextEdit *m_headers = nullptr;
    QPlainTextEdit *m_body = nullptr;
    QComboBox *m_type = nullptr;
    QLabel *m_fileName = nullptr;
    QWidget *m_noFile = nullptr;
    QCheckBox *m_cookies = nullptr;
    QCheckBox *m_verify = nullptr;
    QSpinBox *m_maxHops = nullptr;
    QSpinBox *m_seconds = nullptr;
    int m_clientLimit = -1;
    bool m_filling = false;
    QString m_headersText;  ///< as typed
    QString m_typeText;     ///< Content-Type of the body, unless the headers have one
    TraceRequest m_request; ///< all the rest
};

} // namespace hopscope
