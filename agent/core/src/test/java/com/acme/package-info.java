/** A program whose own methods are probed. */
package com.acme;
