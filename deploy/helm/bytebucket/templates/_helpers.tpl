{{- define "bytebucket.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "bytebucket.selector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "bytebucket.labels" -}}
{{ include "bytebucket.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{- define "bytebucket.secret" -}}
{{- default (include "bytebucket.fullname" .) .Values.credentials.existingSecret -}}
{{- end -}}

{{- /* Whether the admin port speaks TLS, for those who ask it. */ -}}
{{- define "bytebucket.adminScheme" -}}
{{- if eq (lower (default "off" .Values.settings.ADMIN_TLS)) "off" -}}HTTP{{- else -}}HTTPS{{- end -}}
{{- end -}}
