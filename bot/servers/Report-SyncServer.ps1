<#
.SYNOPSIS
Reports the Azure AD Connect (Microsoft Entra Connect Sync) version of this server to Cutover.

.DESCRIPTION
Reads the product version of AzureADConnect.exe, whether Get-ADSyncScheduler says that the server is in staging
mode, and, from version 2.5.3.0 on, whether Get-ADSyncEntraConnectorCredential says that it signs in with the
connector account or as an application. Sends them with the computer's name to Cutover's POST /api/servers. It
changes nothing on this server. Cutover keeps a report only when it says something new, so it may run every day,
from the task scheduler for example.

Cutover asks for a Microsoft Entra ID token with the app role Servers.Report. Give one with -Token, or let this
script get one: with -ManagedIdentity on an Azure virtual machine or an Azure Arc enabled server, or with
-TenantId, -ClientId and -ClientSecret. Without any of them no token is sent, which only a Cutover on this
machine, in local mode, takes.

.PARAMETER Uri
Where Cutover is, such as https://cutover.example.com

.PARAMETER Token
An access token.

.PARAMETER ManagedIdentity
Get a token as this machine's managed identity.

.PARAMETER TenantId
The directory of the app registration that reports.

.PARAMETER ClientId
The app registration that reports.

.PARAMETER ClientSecret
Its secret.

.PARAMETER Audience
Cutover's application ID URI, such as api://00000000-0000-0000-0000-000000000000

.PARAMETER Authority
Where Microsoft Entra ID is; another address in a national cloud.

.PARAMETER Path
Where AzureADConnect.exe is, if not in its usual folder.

.PARAMETER WhatIf
Shows what would be sent, and sends nothing. No token is asked for.

.EXAMPLE
.\Report-SyncServer.ps1 -Uri https://cutover.example.com -WhatIf

.EXAMPLE
.\Report-SyncServer.ps1 -Uri https://cutover.example.com -ManagedIdentity -Audience api://00000000-0000-0000-0000-000000000000
#>
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Token')]
param(
    [Parameter(Mandatory)] [uri] $Uri,
    [Parameter(ParameterSetName = 'Token')] [securestring] $Token,
    [Parameter(ParameterSetName = 'ManagedIdentity', Mandatory)] [switch] $ManagedIdentity,
    [Parameter(ParameterSetName = 'ClientSecret', Mandatory)] [string] $TenantId,
    [Parameter(ParameterSetName = 'ClientSecret', Mandatory)] [string] $ClientId,
    [Parameter(ParameterSetName = 'ClientSecret', Mandatory)] [securestring] $ClientSecret,
    [Parameter(ParameterSetName = 'ManagedIdentity', Mandatory)]
    [Parameter(ParameterSetName = 'ClientSecret', Mandatory)] [string] $Audience,
    [Parameter(ParameterSetName = 'ClientSecret')] [uri] $Authority = 'https://login.microsoftonline.com',
    [string] $Path = (Join-Path "$env:ProgramFiles" 'Microsoft Azure Active Directory Connect\AzureADConnect.exe')
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function ConvertTo-PlainText([securestring] $Secret) {
    [System.Net.NetworkCredential]::new('', $Secret).Password
}

function Get-SyncServer {
    if (-not (Test-Path -LiteralPath $Path)) {
        throw "AzureADConnect.exe is not at '$Path'. Say with -Path where it is, or run this on the sync server."
    }
    # 2.1.20.0; some builds add words after the number.
    $version = "$((Get-Item -LiteralPath $Path).VersionInfo.ProductVersion)".Trim().Split(' ')[0]
    if ($version -notmatch '^\d{1,2}(\.\d{1,6}){1,3}$') {
        throw "The product version of '$Path' is '$version', which is no version like 2.1.20.0."
    }
    if (-not (Get-Command -Name Get-ADSyncScheduler -ErrorAction SilentlyContinue)) {
        throw 'Get-ADSyncScheduler is not there. Run this on the sync server, where the module ADSync is installed.'
    }
    $role = if ((Get-ADSyncScheduler).StagingModeEnabled) { 'staging' } else { 'active' }
    $server = [ordered]@{ name = [Environment]::MachineName; version = $version; role = $role; state = 'in-use' }
    $authentication = Get-Authentication
    if ($authentication) { $server.authentication = $authentication }
    $server
}

# $null where ADSync does not say. What was reported earlier then stands.
function Get-Authentication {
    if (-not (Get-Command -Name Get-ADSyncEntraConnectorCredential -ErrorAction SilentlyContinue)) { return $null }
    try { $identity = "$((Get-ADSyncEntraConnectorCredential).ConnectorIdentityType)" }
    catch {
        Write-Warning "The sign-in is left out of the report. Get-ADSyncEntraConnectorCredential: $_"
        return $null
    }
    switch ($identity) {
        'ServiceAccount' { return 'account' }
        'Application' { return 'application' }
        default { Write-Warning "The sign-in is left out of the report: ConnectorIdentityType is '$identity'." }
    }
}

function Get-AccessToken {
    if ($PSCmdlet.ParameterSetName -eq 'ClientSecret') {
        $answer = Invoke-RestMethod -Method Post -Uri "$("$Authority".TrimEnd('/'))/$TenantId/oauth2/v2.0/token" -Body @{
            grant_type    = 'client_credentials'
            client_id     = $ClientId
            client_secret = ConvertTo-PlainText $ClientSecret
            scope         = "$Audience/.default"
        }
        return $answer.access_token
    }
    if ($PSCmdlet.ParameterSetName -eq 'ManagedIdentity') {
        return Get-ManagedIdentityToken
    }
    if ($Token) { return ConvertTo-PlainText $Token }
    return $null
}

function Get-ManagedIdentityToken {
    $resource = [uri]::EscapeDataString($Audience)
    if (-not $env:IDENTITY_ENDPOINT) {
        $address = "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=$resource"
        return (Invoke-RestMethod -Uri $address -Headers @{ Metadata = 'true' }).access_token
    }
    # Azure Arc answers first where its key is; who can read that file may have a token.
    $address = "$($env:IDENTITY_ENDPOINT)?api-version=2020-06-01&resource=$resource"
    $challenge = $null
    try { Invoke-WebRequest -UseBasicParsing -Uri $address -Headers @{ Metadata = 'true' } | Out-Null }
    catch {
        # Windows PowerShell and PowerShell 7 keep the answer's headers in different ways.
        if (-not $_.Exception.PSObject.Properties['Response']) { throw }
        $headers = $_.Exception.Response.Headers
        $challenge = if ($headers -is [System.Net.WebHeaderCollection]) { $headers['WWW-Authenticate'] } else { "$($headers.WwwAuthenticate)" }
    }
    if (-not $challenge) { throw "The managed identity endpoint '$env:IDENTITY_ENDPOINT' says no place of a key." }
    $key = Get-Content -Raw -LiteralPath ($challenge -replace '^.*realm=', '').Trim('"')
    (Invoke-RestMethod -Uri $address -Headers @{ Metadata = 'true'; Authorization = "Basic $key" }).access_token
}

if ($Uri.Scheme -ne 'https' -and -not $Uri.IsLoopback) {
    throw "'$Uri' is not https: a token would be sent in the open."
}
# Windows PowerShell 5.1 may still offer older versions only.
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12

$address = "$("$Uri".TrimEnd('/'))/api/servers"
$body = @{ servers = @(Get-SyncServer) } | ConvertTo-Json -Depth 3 -Compress
if ($PSCmdlet.ShouldProcess($address, "Report $body")) {
    $accessToken = Get-AccessToken
    $headers = if ($accessToken) { @{ Authorization = "Bearer $accessToken" } } else { @{} }
    (Invoke-RestMethod -Method Post -Uri $address -Headers $headers -ContentType 'application/json' -Body $body).servers
}
